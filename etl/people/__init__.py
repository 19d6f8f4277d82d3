"""The commands by which the operator looks after accounts."""
