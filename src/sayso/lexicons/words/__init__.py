"""Words by what they tell: classes, operators, periods, victims, contexts."""
