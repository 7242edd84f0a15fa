"""The codebook: types, modes, CAMEO codes, what they mean and which belong together."""
