"""Clinical questions shared by several recommendations: one function each, its docstring is its wording everywhere."""
