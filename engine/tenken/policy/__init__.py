"""Policies as data: the vocabulary, the laws by period, concepts, rules, riders and cities."""
