"""How good the reading is: predictions for public benchmarks, made from what sayso reads."""
