"""`communique read --why N`: how one statement came about, for whoever doubts it."""

from tui.cli import main

TEXT = "Spokeswoman Ada Lind stood beside Ivo Berg. “The road is closed,” she said."


def test_a_statement_is_explained_step_by_step(tmp_path, capsys):
    file = tmp_path / "news.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(file), "--lang", "en", "--why", "1"]) == 0
    told = capsys.readouterr().out
    assert "The cue is “said”" in told
    assert "Ada Lind" in told


def test_the_stance_model_can_be_left_out(tmp_path, capsys):
    file = tmp_path / "news.txt"
    words = "They are punishing truck drivers for what the cartels do"
    file.write_text(f"“{words},” the Armenian foreign minister said.", encoding="utf-8")
    assert main(["read", str(file), "--lang", "en", "--why", "1"]) == 0
    assert "Stance: condemn, shown by “punishing” (rule model: " in capsys.readouterr().out
    assert main(["read", str(file), "--lang", "en", "--why", "1", "--rules"]) == 0
    assert "Stance: comment, shown by no words (rule none)" in capsys.readouterr().out


def test_a_number_there_is_no_statement_for_is_wrong_usage(tmp_path, capsys):
    file = tmp_path / "news.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["read", str(file), "--why", "7"]) == 2
    assert "has 1 statement" in capsys.readouterr().err
