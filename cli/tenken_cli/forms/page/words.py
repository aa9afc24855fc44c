"""What the offline page says of itself, in both languages. The scripts name these by their keys; `{…}` are gaps."""

from __future__ import annotations

from collections.abc import Mapping

from tenken.texts import Text, text

PAGE_WORDS: Mapping[str, Text] = {
    # the frame
    "title": text("諮問事項の自己点検", "Self-check of a consultation item"),
    "intro": text(
        "この画面はこのファイルだけで動き、どこにも通信しません。答えるたびに点検結果が変わります。終わったら「保存」で案件ファイルを残してください。",
        "This page works by itself and sends nothing anywhere. The result changes with each answer. Save the case file when you are done.",
    ),
    "skip": text("点検結果へ移る", "Skip to the result"),
    "save": text("保存", "Save"),
    "load": text("開く", "Open"),
    "print": text("印刷", "Print"),
    "new": text("新しく始める", "Start anew"),
    "file": text("案件ファイル", "case file"),
    "summary": text("いまの見込み", "Where it stands"),
    "basics": text("1. 基本事項", "1. Basics"),
    "answers": text("2. 質問に答える", "2. Answers"),
    "results": text("3. 点検結果", "3. Result"),
    "show_questions": text("決め手になる質問", "Questions that decide"),
    "show_all": text("すべての項目から選ぶ", "All items"),
    "tools": text("ファイル", "File"),
    "cannot_run": text(
        "このページが動きません。新しい Edge か Chrome で開いてください（スクリプトが止められていると動きません）。",
        "This page does not run here: open it in a current Edge or Chrome, with scripts allowed.",
    ),
    "sheet": text("個人情報に関する諮問事項　点検票", "Self-check of a consultation item on personal information"),
    # the head
    "head_title": text("件名", "Title"),
    "head_id": text("整理番号", "Reference"),
    "head_municipality": text("自治体", "Municipality"),
    "head_department": text("所管課", "Department"),
    "help_title": text("審議会に諮る事務や仕組みの名前", "What the item is called"),
    "help_id": text(
        "保存するファイルの名前になります。空白は使えません。なければ諮問の日から付けます。",
        "Becomes the file's name; no blanks. Made from the date where it is left out.",
    ),
    "help_municipality": text("一覧にない市区町村は「標準」を選びます。", "Choose the default if yours is not listed."),
    "help_department": text("課や室の名前（人の名前は書かない）", "The department's name; no names of people"),
    "help_consulted_on": text("年月日まで。例: 2026-02-05、令和8年2月5日、R8.2.5", "To the day, such as 2026-02-05"),
    "help_starts_on": text(
        "分かるところまで。例: 令和8年7月、2026-07、2026年", "As precisely as is known: 2026-07-01, 2026-07 or 2026"
    ),
    "help_stage": text(
        "正式な諮問の前に見てもらう段階なら「事前点検」", "Preliminary: looked at before the formal consultation"
    ),
    "needed": text("必須", "needed"),
    "choose": text("選んでください", "Please choose"),
    "basics_needed": text(
        "自治体・諮問の日・審議の段階を入れると、質問と点検が始まります。",
        "Questions and checks begin once municipality, day of consultation and stage are given.",
    ),
    "start_decides": text(
        "運用の開始日が分かると、{n} 件の判定が進みます。",
        "The start of operation bears on {n} rules: give it if it is known.",
    ),
    "basics_first": text("まず基本事項を入れてください。", "Please fill in the basics first."),
    "wrong_id": text(
        "空白・「/」・「\\」を含めず、100字までで書いてください。", "At most 100 characters, without blanks, / and \\."
    ),
    # questions
    "questions_left": text(
        "まだ判定に関わる質問が {n} 件あります。決め手になるものから出しています。",
        "{n} questions can still matter; those that decide most come first.",
    ),
    "put_off": text("後回しにした質問は {n} 件です。", " {n} of them have been put off."),
    "no_questions": text("判定に関わる質問はもうありません。", "No question can change a finding any more."),
    "next_questions": text("次の質問へ（答えなかったものは後回し）", "Go on (what is not answered comes later)"),
    "why": text("なぜ聞くのか・答え方", "Why this is asked, and how to answer"),
    "take_back": text("答えを取り消す", "Take back"),
    "partly": text(
        "この答えだけではまだ決まりません。一覧が全部そろっていれば「これで全部」を選び、数や日付はより正確に書いてください。",
        "This does not settle it yet: say that the list is whole, or be more precise, if you can.",
    ),
    "partly_undecided": text(
        "「未定」と記録しました。決まるまで、この答えに関わる判定はできません。決まったら直してください。",
        "Noted as undecided: what rests on it stays open until it is decided.",
    ),
    "how_to_answer": text("答え方: {how}", "How to answer: {how}"),
    "bears_on": text("この答えは次の {n} 件の判定に関わります。", "The answer bears on {n} rules:"),
    "bears_on_nothing": text("この答えはいま、どの判定にも関わりません。", "The answer bears on no finding now."),
    "search": text("項目を言葉で探す", "Search the items"),
    "found": text("{n} 件見つかりました（30件まで表示）。", "{n} found (up to 30 are shown)."),
    "stated_of": text("{all}項目中 {n} 項目に記載", "{n} of {all} stated"),
    "yes": text("はい", "Yes"),
    "no": text("いいえ", "No"),
    "undecided": text("未定", "undecided"),
    "not_answered": text("（答えていない）", "(not answered)"),
    "list_whole": text("これで全部ですか", "Is this all?"),
    "list_all": text("これで全部", "This is all"),
    "list_none": text("一つもない", "There is none"),
    "list_more": text("ほかにもあるかもしれない", "There may be more"),
    "list_undecided": text("未定", "Undecided"),
    "one_a_line": text("1行に1つずつ書きます。", "One a line."),
    "add_row": text("行を追加", "Add a row"),
    "remove_row": text("この行を削除", "Remove this row"),
    "remove_row_n": text("{n}行目を削除", "Remove row {n}"),
    "row": text("{n}行目", "Row {n}"),
    "understood": text("→ {value}", "→ {value}"),
    "how_boolean": text(
        "はい・いいえ・未定から選びます（○と×、o と x のキーでも選べます）。分からなければ選ばずに進みます。",
        "Choose yes, no or undecided (the keys o and x do too). Leave it if you do not know.",
    ),
    "how_choice": text("一つ選びます。分からなければ選ばずに進みます。", "Choose one; leave it if you do not know."),
    "how_text": text("短く事実を書きます。人の名前は書きません。", "State the fact briefly; no names of people."),
    "how_number": text(
        "数を書きます。約30万、100以上、100〜200 のようにも書けます。",
        "A number; also: about 100, at least 100, 100 to 200.",
    ),
    "how_integer": text(
        "整数を書きます。約100、100以上 のようにも書けます。", "A whole number; also: about 100, at least 100."
    ),
    "how_date": text(
        "2026-07-01、令和8年7月1日、令和8年7月、2026 のように、分かるところまで書きます。",
        "2026-07-01, 2026-07 or 2026: as precisely as is known.",
    ),
    "how_list_choice": text(
        "当てはまるものをすべて選びます。一つもなければ「一つもない」を選びます。",
        "Tick all that apply, or that there is none.",
    ),
    "how_list_text": text(
        "1行に1つずつ書き、それで全部なら「これで全部」を選びます。", "One a line; say whether this is all."
    ),
    "how_list_object": text(
        "1件ごとに行を追加します。一つもなければ「一つもない」を選びます。",
        "Add a row for each, or say that there is none.",
    ),
    "expected_boolean": text("はい、いいえ、未定のどれかを選んでください。", "Choose yes, no or undecided."),
    "expected_choice": text("選択肢から選んでください。", "Choose one of the list."),
    "expected_date": text(
        "日付として読めません。2026-07-01、2026年7月、令和8年7月1日 のように書いてください。",
        "This is no date: write 2026-07-01, 2026-07 or 2026.",
    ),
    "expected_whole_day": text(
        "年月日まで、令和8年2月5日、2026-02-05 のように書いてください。",
        "Write the date to the day, such as 2026-02-05.",
    ),
    "expected_no_undecided": text(
        "決まっていないときは、空けておいてください。", "Leave it empty where it is not known."
    ),
    "expected_no_such_date": text("その日付は暦にありません。", "There is no such day."),
    "expected_outside_era": text("その日はその元号の期間に入りません。", "That day does not lie in its era."),
    "expected_number": text(
        "数として読めません。100、約100、100以上、100以下、100〜200 のように書いてください。",
        "This is no number: write 100, about 100, at least 100, at most 100 or 100 to 200.",
    ),
    "expected_whole": text("整数で書いてください。", "Write a whole number."),
    "expected_between": text(
        "小さい数を先に、両方を省かずに書いてください（10万〜20万）。", "Write the smaller number first, both in full."
    ),
    "typed_about": text("約{n}", "about {n}"),
    "typed_at_least": text("{low}以上", "at least {low}"),
    "typed_at_most": text("{high}以下", "at most {high}"),
    "typed_between": text("{low}〜{high}", "{low} to {high}"),
    # results
    "opinion": text("見込み", "Opinion to expect"),
    "not_yet": text("まだ点検していません", "not yet judged"),
    "because_of": text(
        "次のルールに合わないか、まだ確かめられないため:", "Because these rules are not met, or not yet settled:"
    ),
    "preliminary": text(
        "「事前点検」の段階では、いつも「継続審議」と出ます。下の不適合と質問が、本審議までに片づけることです。",
        "A preliminary check always comes out as 'continue': what fails and is asked below is to be settled before the final one.",
    ),
    "little_stated": text(
        "まだ記載が少ないので、あてになりません。ここまでの答えからは、これ以上の不適合が見つかっていないというだけです。",
        "Little is stated yet: this only says that nothing else was found to fail so far.",
    ),
    "little_short": text("（記載が少ない）", " (little stated)"),
    "readiness": text(
        "記載の進み {share}、残る質問 {n} 件", "{share} of what applies is settled; {n} questions remain"
    ),
    "not_the_council": text(
        "これは所管課の自己点検であり、審議会の判断ではありません。",
        "A department's self-check, not the council's decision.",
    ),
    "riders_recommended": text("付きそうな付帯意見 {n}件", "Riders to expect: {n}"),
    "riders_unanswered": text("未回答のままなら付きうる付帯意見 {n}件", "Riders if questions stay open: {n}"),
    "no_riders": text("いまのところありません。", "None so far."),
    "because_rules": text("理由: {rules}", "Because of: {rules}"),
    "verdict_count": text("{name} {n}件", "{name}: {n}"),
    "ground": text("根拠: ", "Ground: "),
    "details": text("理由と事実", "Reasons and facts"),
    "go_to": text("「{name}」を見る", "Go to: {name}"),
    "committed": text("（約束）", " (promised)"),
    "unverified": text("（未確認）", " (unverified)"),
    "next_citation": text("、", "; "),
    "comma": text("、", ", "),
    "follow_ups": text("後で確かめる約束 {n}件", "To follow up: {n}"),
    "questions_short": text("残る質問", "Questions left"),
    "riders_short": text("付帯意見", "Riders"),
    "ready_short": text("記載の進み", "Settled"),
    "questions_to_settle": text("まだ答えていない質問 {n}件", "Questions still open: {n}"),
    "and_more": text("ほか {n} 件は画面で確かめてください。", "The page shows {n} more."),
    "stated_facts": text("記載した事項", "What is stated"),
    "made_by": text("Tenken {version}、ルール {policies}", "Tenken {version}, policies {policies}"),
    # files
    "saved": text(
        "案件ファイルを保存しました。事務局へはこのファイルと印刷した点検票を渡せます。",
        "The case file has been saved.",
    ),
    "cannot_save": text(
        "件名・自治体・諮問の日・審議の段階を入れてから保存してください。",
        "Fill in title, municipality, day of consultation and stage before saving.",
    ),
    "unread": text(
        "読み取れない答えが {n} 件あるので、保存していません。直すか、消してください。",
        "Not saved: {n} answers cannot be read. Mend or delete them.",
    ),
    "in_brackets": text("（{text}）", " ({text})"),
    "loaded": text("「{file}」を開きました。", "Opened {file}."),
    "not_json": text(
        "「{file}」は案件ファイル（JSON）として読めません。この画面で保存したファイルを選んでください。",
        "{file} is not a case file (JSON). Choose a file that this page has saved.",
    ),
    "cannot_load": text(
        "「{file}」は開けません。いまの内容はそのままです。", "{file} cannot be opened; what is here stays as it is."
    ),
    "no_case": text("案件の形をしていません。", "It is not laid out as a case."),
    "unknown_fact": text(
        "「{path}」という事実は、このページのルールにありません。", "There is no fact '{path}' in this page's rules."
    ),
    "wrong_value": text("「{name}」の内容 {value} は使えません。", "{value} cannot stand at '{name}'."),
    "other_city": text(
        "自治体「{value}」は、このページでは点検できません。", "This page cannot judge the municipality {value}."
    ),
    "is_excel": text(
        "「{file}」はExcelの点検票です。ここでは開けません。事務局に渡してください。",
        "{file} is an Excel form, which this page does not open: hand it to the secretariat.",
    ),
    "drop_items": text("書いた行がすべて消えます。よいですか。", "This removes all rows that were written. Go on?"),
    "internal": text(
        "内部の誤りが起きました。「保存」で答えを残し、ページを開き直してください。直らなければ事務局に知らせてください。",
        "Something went wrong inside. Save your answers and open the page again; if it stays, tell the secretariat.",
    ),
    "replace": text(
        "保存していない答えがあります。捨てて別のファイルを開きますか。",
        "Discard the unsaved answers and open another file?",
    ),
    "start_anew": text("いまの内容を消して、新しく始めますか。", "Discard what is here and start anew?"),
    "no_draft": text(
        "このブラウザは下書きを残せません。こまめに「保存」してください。", "This browser keeps no drafts: save often."
    ),
    "draft_found": text("前回の下書き「{title}」が残っています。", "There is a draft: {title}."),
    "untitled": text("件名なし", "untitled"),
    "draft_take": text("続きから始める", "Go on with it"),
    "draft_drop": text("捨てる", "Discard it"),
}
