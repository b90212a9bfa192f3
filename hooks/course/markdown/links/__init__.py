"""Links as GitHub resolves them: what they lead to, and what is wrong with those that lead nowhere."""
