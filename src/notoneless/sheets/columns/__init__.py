"""What each column of a roster means: by its heading, by what stands in it, by its neighbours."""
