"""Times: dates, windows and lengths of time, and the days that they may stand for."""
