"""What is shown of a count that is not shown itself."""

FEW, NEARLY_ALL, SOME, HIDDEN = "minder dan 3", "vrijwel alle", "3 of meer", "niet getoond"
