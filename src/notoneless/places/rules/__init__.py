"""Rules of the where and the when: values in, verdict and reason out. No database, no clock."""
