"""Writes of the where and the when. Nothing is deleted; every act leaves its history and its audit event."""
