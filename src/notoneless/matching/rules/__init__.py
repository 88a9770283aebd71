"""The rules of 控辍保学 over one line of facts per child: one small function per rule, each citing its source."""
