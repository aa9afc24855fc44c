"""What a form tells the clerk who fills it in: instructions, names of columns, examples."""

from __future__ import annotations

from collections.abc import Mapping

from tenken.texts import Text, text
from tenken_cli.forms.excel import keys

TITLE = text("点検票（個人情報に関する諮問事項）", "Form for a consultation item on personal information")

BASICS = text("基本事項", "Basics")

INSTRUCTIONS = (
    text(
        "下の「基本事項」と、後に続くシートの黄色の欄に書いてください。分からない欄、関係のない欄は空けておきます（空欄は「未記載」として扱い、推測しません）。",
        "Fill in the yellow cells below and on the sheets that follow. Leave empty what you do not know: it counts as not stated and is never guessed.",
    ),
    text(
        "★の項目は、リスクを見るうえで特に大切です。先に書いてください。質問の後の〔…とき〕に当たらないなら、空けておいてかまいません。",
        "Items with ★ tell most about the risks: fill them in first. Where a question says [if …] and that is not so, leave it empty.",
    ),
    text(
        "まだ決めていないことは「未定」と書きます。数は「約100」「100以上」「100〜200」、日付は「2026年7月」「令和8年」のように、分かるところまで書けます。全角でも和暦でもかまいません。",
        "Write 'undecided' for what has not been decided. Numbers may be 'about 100' or 'at least 100', dates '2026-07' or '2026'.",
    ),
    text(
        "一覧は、当てはまる行に○を付け（または一行に一件ずつ書き）、最後の「これで全部ですか」を選びます。一つもなければ「該当なし」とします。表の行が足りなければ、行を挿入してください。",
        "In lists mark with ○ what applies, or write one per row, and answer 'Is that all?' at the end; choose 'none' if there are none. Insert rows where they do not suffice.",
    ),
    text(
        "個人の氏名などは書かないでください。数式は使えません。シートや列を消さないでください（非表示の列で欄を見分けています）。",
        "Write no personal data and no formulas, and delete no sheets or columns: a hidden column tells the cells apart.",
    ),
    text(
        "書き終えたら、保存して事務局に渡します。点検すると、各欄の隣に結果を書いた点検票が返ってきます。",
        "Save it and hand it to the secretariat, who returns it with the findings beside the cells.",
    ),
)

COLUMN_NAMES: Mapping[str, Text] = {
    keys.LABEL: text("項目", "Item"),
    keys.ASK: text("質問", "Question"),
    keys.ANSWER: text("答え", "Answer"),
    keys.HOW: text("書き方", "How to write it"),
    keys.NOTE: text("備考", "Note"),
    keys.RESULT: text("点検結果", "Result"),
}

EXAMPLES_TITLE = text("記入例（架空の案件。このシートは読み取りません）", "Examples (made up; this sheet is not read)")
EXAMPLE_COLUMNS = (
    text("種類", "Kind"),
    text("質問", "Question"),
    text("答え", "Answer"),
    text("どう読み取るか", "How it is read"),
)
_YES_NO = text("はい・いいえ", "Yes or no")
_NUMBER, _DATE = text("数", "Number"), text("日付", "Date")
_LIST, _TEXT = text("一覧", "List"), text("文章", "Text")
EXAMPLES: tuple[tuple[Text, Text, Text, Text], ...] = (
    (_YES_NO, text("クラウドサービスを使いますか。", "Is a cloud service used?"), text("はい", "yes"),
     text("○、有、あり、yes、1 でも同じ", "○, true or 1 is the same")),
    (_YES_NO, text("委託先は再委託しますか。", "Does the contractor re-entrust?"), text("未定", "undecided"),
     text("まだ決めていない。空欄は「書いていない」であり、未定とは別", "Not decided yet; an empty cell is not stated")),
    (text("選択", "Choice"), text("つなぐ回線は何ですか。", "Which line is used?"), text("LGWAN", "LGWAN"),
     text("一覧から選ぶ", "Chosen from the list")),
    (_NUMBER, text("対象者は何人ですか。", "How many people?"), text("約3万人", "about 30000"),
     text("30,000人ほど（前後1割の幅で判定）", "Give or take a tenth")),
    (_NUMBER, text("対象者は何人ですか。", "How many people?"), text("1,000〜2,000", "1,000 to 2,000"),
     text("1,000人から2,000人の間", "Between the two")),
    (_NUMBER, text("記録を何年残しますか。", "For how many years are logs kept?"), text("5年以上", "at least 5"),
     text("5年か、それより長い", "Five or more")),
    (_DATE, text("いつ始めますか。", "When does it start?"), text("令和9年4月", "2027-04"),
     text("2027年4月のいつか", "Some day in April 2027")),
    (_DATE, text("いつ契約しますか。", "When is the contract made?"), text("R8.12.1", "2026-12-01"),
     text("2026年12月1日。2026/12/1 でも同じ", "1 December 2026")),
    (_TEXT, text("利用目的は何ですか。", "What is the purpose?"), text("保育所の入所の決定", "Admission to nurseries"),
     text("書いたとおりに読む。改行してもよい", "Read as it is written")),
    (_LIST, text("扱う情報（氏名）", "Information: names"), text("○", "○"),
     text("この行に当てはまる", "This one applies")),
    (_LIST, text("これで全部ですか", "Is that all?"), text("ほかにもある", "there are more"),
     text("○を付けたもののほかにもある。「全部」なら、ほかにはない", "'all' says that there are no others")),
)  # fmt: skip
