"""What the house weighs and how fast it answers, each figure beside a floor measured in the same run."""
