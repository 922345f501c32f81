"""The interviewer: what the Rasa server loads, and the command line."""
