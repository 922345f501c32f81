"""Times and weighs the bot beside the one `rasa init` makes: `python -m bot bench`."""
