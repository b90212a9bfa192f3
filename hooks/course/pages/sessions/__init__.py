"""What is added to the pages of sessions, weeks and days: agenda and timetable."""
