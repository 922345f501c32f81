"""Understanding a candidate's line: its sentences, and the moves each one makes."""
