"""Each kind of question as an editor fills it in, by the groups in which the editor offers them (surveys.blocks)."""
