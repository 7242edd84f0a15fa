// Steps through the days of publication by the arrow keys: plain links do the same.
import { keys } from "./room.js";

const step = (way) => () => document.querySelector(`[data-days] a[rel="${way}"]`)?.click();

if (document.querySelector("[data-days]")) keys({ ArrowLeft: step("prev"), ArrowRight: step("next") });
