"""The where and the when: divisions, schools, classes, zones, school years and terms."""
