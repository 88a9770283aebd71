"""Pages of the where and the when: divisions, schools, school years, imports. They know people; `places` does not."""
