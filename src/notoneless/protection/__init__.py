"""What a child's data is protected by: classes of fields, encryption, blind indexes, masking, keys."""
