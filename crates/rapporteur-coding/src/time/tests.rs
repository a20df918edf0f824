//! What `find` and `date_of` make of small texts, most of them without a parse.

use super::{Anchor, Certainty, TimeExpression, TimexKind, date_of, find};
use proptest::prelude::*;
use rapporteur_core::{Annotation, Article, Sentence, Span, Status, Token, TokenRef, conllu};

/// One sentence per paragraph, words cut at white space and marks, no parse.
fn annotated(text: &str, date: &str) -> (Article, Annotation) {
    let mut article = Article::from_text("t", text);
    article.date = date.parse().ok();
    let mut annotation = Annotation::default();
    for (block, b) in article.blocks.iter().enumerate() {
        let mut tokens: Vec<Token> = Vec::new();
        let mut open: Option<Span> = None;
        let mut push = |span: Span| {
            let form = span.of(&article.text).to_string();
            tokens.push(Token { span, form, ..Token::default() });
        };
        for (i, c) in b.span.of(&article.text).char_indices() {
            let span = Span::new(b.span.start + i, b.span.start + i + c.len_utf8());
            if c.is_alphanumeric() {
                open = Some(open.map_or(span, |o| o.cover(span)));
            } else {
                if let Some(word) = open.take() {
                    push(word);
                }
                if !c.is_whitespace() {
                    push(span);
                }
            }
        }
        if let Some(word) = open.take() {
            push(word);
        }
        annotation.sentences.push(Sentence { block, tokens, names: Vec::new() });
    }
    (article, annotation)
}

fn expressions(text: &str, date: &str) -> (Article, Vec<TimeExpression>) {
    let (article, annotation) = annotated(text, date);
    let found = find(&article, &annotation);
    (article, found)
}

/// "words: value start..end" for each expression.
fn readings(text: &str, date: &str) -> Vec<String> {
    let (article, found) = expressions(text, date);
    found
        .iter()
        .map(|e| {
            let words = e.span.of(&article.text);
            match &e.interval {
                None => format!("{words}: {}", e.value),
                Some((a, b)) => {
                    let side = |s: &Option<String>| s.clone().unwrap_or("-".into());
                    format!("{words}: {} {}..{}", e.value, side(a), side(b))
                }
            }
        })
        .collect()
}

/// A Friday.
const DAY: &str = "2023-03-17";

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(readings(text, DAY), expected, "in: {text}");
}

#[test]
fn ranges_share_what_they_name_once() {
    let range = "2023-03-20/2023-03-22 2023-03-20..2023-03-22";
    check("He will visit on March 20–22.", &[&format!("March 20–22: {range}")]);
    check("He will visit from March 20 to 22.", &[&format!("March 20 to 22: {range}")]);
    check("He will visit on 20-22 March.", &[&format!("20-22 March: {range}")]);
    check(
        "They will meet between 20 and 22 March 2023.",
        &[&format!("20 and 22 March 2023: {range}")],
    );
    check(
        "It will run from June to August.",
        &["June to August: 2023-06/2023-08 2023-06..2023-08"],
    );
    check(
        "Drills will last from April 22 to May 8.",
        &["April 22 to May 8: 2023-04-22/2023-05-08 2023-04-22..2023-05-08"],
    );
    check(
        "They held talks on Dec. 30, 2022 – Jan. 2, 2023.",
        &["Dec. 30, 2022 – Jan. 2, 2023: 2022-12-30/2023-01-02 2022-12-30..2023-01-02"],
    );
    check("He taught there from 1947 to 1960.", &["1947 to 1960: 1947/1960 1947..1960"]);
    check(
        "Leaders will gather on Thursday and Friday.",
        &["Thursday and Friday: 2023-03-23/2023-03-24 2023-03-23..2023-03-24"],
    );
    check(
        "The talks will run from Monday to Wednesday.",
        &["Monday to Wednesday: 2023-03-20/2023-03-22 2023-03-20..2023-03-22"],
    );
}

#[test]
fn ranges_of_years_months_and_centuries_are_read() {
    check("Its first period (1892–94) was short.", &["1892–94: 1892/1894 1892..1894"]);
    check(
        "He came between May and June in 1981.",
        &["May and June in 1981: 1981-05/1981-06 1981-05..1981-06"],
    );
    check(
        "Poets from the 15th to the 19th century wrote it.",
        &["the 15th: 14 1400..-", "the 19th century: 18 1800..1899"],
    );
    check("It lasted from the 6th to the 12th week.", &[]);
    check("The monk (c. 314 – 368) wrote it.", &["314 – 368: 0314/0368 0314..0368"]);
    check("The mine used 360 - 366 lamps.", &[]);
    check("Demand fell in june 2016.", &["june 2016: 2016-06 2016-06..2016-06"]);
    check("They may march on august Rome.", &[]);
}

#[test]
fn names_with_days_and_seasons_are_no_dates() {
    check("A Saturday Evening Post photographer came.", &[]);
    check("They met at the Winter Paralympics.", &[]);
    check("They fought in the winter.", &["the winter: 2022-WI 2022-12..2023-02"]);
    check("We choose them on a Monday.", &["Monday: XXXX-WXX-1"]);
    check("He spoke in a Thursday interview.", &["Thursday: 2023-03-16 2023-03-16..2023-03-16"]);
    check("It is known today as Kabwe.", &["today: PRESENT_REF"]);
    check("He denied it today.", &["today: 2023-03-17 2023-03-17..2023-03-17"]);
    check(
        "It was the worst day since the September 11 attacks.",
        &["September 11: 2001-09-11 2001-09-11..-"],
    );
}

#[test]
fn a_month_is_no_modal() {
    // "May" once made the Tuesday one to come.
    check(
        "Thursday, May 7, 2015 On Tuesday, the government announced it.",
        &[
            "Thursday, May 7, 2015: 2015-05-07 2015-05-07..2015-05-07",
            "Tuesday: 2023-03-14 2023-03-14..2023-03-14",
        ],
    );
}

#[test]
fn partial_dates_follow_the_tense() {
    check("They will sign on May 4.", &["May 4: 2023-05-04 2023-05-04..2023-05-04"]);
    check(
        "They signed on 4th of November.",
        &["4th of November: 2022-11-04 2022-11-04..2022-11-04"],
    );
    check("They signed in December.", &["December: 2022-12 2022-12..2022-12"]);
    check("They will sign in December.", &["December: 2023-12 2023-12..2023-12"]);
    check("The court ruled in 2016.", &["2016: 2016 2016..2016"]);
    check("It was agreed on 2 March 2014.", &["2 March 2014: 2014-03-02 2014-03-02..2014-03-02"]);
    check("It was agreed on 2014-03-02.", &["2014-03-02: 2014-03-02 2014-03-02..2014-03-02"]);
    check(
        "The minister will testify on the 24th.",
        &["the 24th: 2023-03-24 2023-03-24..2023-03-24"],
    );
    check(
        "It could be held in the second week of April.",
        &["the second week of April: 2023-W14 2023-04-08..2023-04-14"],
    );
}

#[test]
fn weekdays_follow_the_tense() {
    check("The Kremlin announced it on Friday.", &["Friday: 2023-03-17 2023-03-17..2023-03-17"]);
    check("They will meet on Friday.", &["Friday: 2023-03-17 2023-03-17..2023-03-17"]);
    check("Police arrested them on Monday.", &["Monday: 2023-03-13 2023-03-13..2023-03-13"]);
    check("They will meet on Monday.", &["Monday: 2023-03-20 2023-03-20..2023-03-20"]);
    check(
        "They are expected to arrive on Monday night.",
        &["Monday night: 2023-03-20TNI 2023-03-20..2023-03-20"],
    );
    check(
        "He flew to Oslo last Wednesday.",
        &["last Wednesday: 2023-03-15 2023-03-15..2023-03-15"],
    );
    check(
        "He flies to Oslo next Wednesday.",
        &["next Wednesday: 2023-03-22 2023-03-22..2023-03-22"],
    );
}

#[test]
fn words_count_from_the_articles_day() {
    check("He left yesterday.", &["yesterday: 2023-03-16 2023-03-16..2023-03-16"]);
    check("He leaves tonight.", &["tonight: 2023-03-17TNI 2023-03-17..2023-03-17"]);
    check("Jets struck overnight.", &["overnight: 2023-03-16TNI 2023-03-16..2023-03-17"]);
    check("It entered its second year last month.", &["last month: 2023-02 2023-02..2023-02"]);
    check("He will travel early next week.", &["early next week: 2023-W12 2023-03-20..2023-03-22"]);
    check("He left late last year.", &["late last year: 2022 2022-09..2022-12"]);
    check("They met at the weekend.", &["at the weekend: 2023-W10-WE 2023-03-11..2023-03-12"]);
    check(
        "They will meet at the weekend.",
        &["at the weekend: 2023-W11-WE 2023-03-18..2023-03-19"],
    );
    check("It fell last October.", &["last October: 2022-10 2022-10..2022-10"]);
    check("It will end this year.", &["this year: 2023 2023..2023"]);
    check(
        "He came the day before yesterday.",
        &["the day before yesterday: 2023-03-15 2023-03-15..2023-03-15"],
    );
    check(
        "It closed the week before last.",
        &["the week before last: 2023-W09 2023-02-27..2023-03-05"],
    );
}

#[test]
fn prepositions_open_the_interval() {
    check("It has been closed since 2011.", &["2011: 2011 2011..-"]);
    check("It will stay closed until 2030.", &["2030: 2030 -..2030"]);
    check("It will open by the end of May.", &["the end of May: 2023-05 -..2023-05-31"]);
    check("It will open before September.", &["September: 2023-09 -..2023-08-31"]);
    check("Visas will be refused as of next month.", &["next month: 2023-04 2023-04..-"]);
}

#[test]
fn years_have_parts() {
    check(
        "Sales fell in the third quarter of 2022.",
        &["the third quarter of 2022: 2022-Q3 2022-07..2022-09"],
    );
    check(
        "It is due in the second half of 2023.",
        &["the second half of 2023: 2023-H2 2023-07..2023-12"],
    );
    check("Profits rose in fiscal 2022.", &["fiscal 2022: FY2022 2022..2022"]);
    check("They met last summer.", &["last summer: 2022-SU 2022-06..2022-08"]);
    check("Floods came in the winter of 2020.", &["the winter of 2020: 2020-WI 2020-12..2021-02"]);
    check("The war of the 1980s ended.", &["the 1980s: 198 1980..1989"]);
    check("It was built in the 19th century.", &["the 19th century: 18 1800..1899"]);
    check("They will vote by Christmas.", &["Christmas: 2023-12-25 -..2023-12-25"]);
    check("Nobody will come on Good Friday.", &["Good Friday: 2023-04-07 2023-04-07..2023-04-07"]);
}

#[test]
fn durations_and_sets_have_no_days() {
    check("It rained for two years.", &["two years: P2Y"]);
    check("It will rise in the months ahead.", &["the months ahead: PXM 2023-03-17..-"]);
    check("It was a three-day visit.", &["three-day: P3D"]);
    check("They talked for two and a half hours.", &["two and a half hours: PT2.5H"]);
    check("They march every Friday.", &["every Friday: XXXX-WXX-5"]);
    check("It is held annually.", &["annually: P1Y"]);
    check("They meet twice a week.", &["twice a week: P1W"]);
    check("They left three days after the talks.", &["three days after: P3D"]);
    check("Jets flew in the past 24 hours.", &["the past 24 hours: PT24H 2023-03-16..2023-03-17"]);
    check("He will answer within two weeks.", &["two weeks: P2W 2023-03-17..2023-03-31"]);
    check("She is 33 years old.", &[]);
}

#[test]
fn ago_is_as_fine_as_its_unit() {
    check("They withdrew five days ago.", &["five days ago: 2023-03-12 2023-03-12..2023-03-12"]);
    check("They withdrew two weeks ago.", &["two weeks ago: 2023-03-03 2023-03-03..2023-03-03"]);
    check("They withdrew two months ago.", &["two months ago: 2023-01 2023-01..2023-01"]);
    check("They withdrew three years ago.", &["three years ago: 2020 2020..2020"]);
    check("They withdrew a few years ago.", &["a few years ago: PAST_REF -..2023-03-17"]);
}

#[test]
fn anaphors_count_from_the_date_before() {
    let (article, found) = expressions(
        "He resigned on March 3. She followed the next day, and he returned a week later.",
        DAY,
    );
    let values: Vec<_> = found.iter().map(|e| e.value.as_str()).collect();
    assert_eq!(values, ["2023-03-03", "2023-03-04", "2023-03-11"]);
    assert_eq!(found[1].anchor, Anchor::Expression(0));
    assert_eq!(found[1].certainty, Certainty::Guessed);
    assert_eq!(found[1].span.of(&article.text), "the next day");
    check("Nothing moved the same day.", &["the same day: 2023-03-17 2023-03-17..2023-03-17"]);
}

#[test]
fn the_following_weekday_counts_from_the_date_before() {
    let last = |text: &str| readings(text, DAY).pop().unwrap_or_default();
    let arrived = "He arrived on March 3 and went back";
    for words in ["the next Tuesday", "the following Tuesday"] {
        assert_eq!(
            last(&format!("{arrived} {words}.")),
            format!("{words}: 2023-03-07 2023-03-07..2023-03-07")
        );
    }
    let (_, found) = expressions(&format!("{arrived} the next Tuesday."), DAY);
    assert_eq!(found[1].anchor, Anchor::Expression(0));
    assert_eq!(
        last("They met on March 3. He had left the previous Tuesday."),
        "the previous Tuesday: 2023-02-28 2023-02-28..2023-02-28"
    );
    assert_eq!(
        last("They met on March 3 and again the following weekend."),
        "the following weekend: 2023-W09-WE 2023-03-04..2023-03-05"
    );
    assert_eq!(
        last("He arrived in 2015 and left the following March."),
        "the following March: 2016-03 2016-03..2016-03"
    );
    // What is ahead counts from the report, or from a date that is ahead too.
    let ahead = "the following Tuesday: 2023-03-21 2023-03-21..2023-03-21";
    assert_eq!(last("On March 3 he said he would go back the following Tuesday."), ahead);
    assert_eq!(
        last("He will arrive on March 22 and go back the following Tuesday."),
        "the following Tuesday: 2023-03-28 2023-03-28..2023-03-28"
    );
    // What is over did not happen after the report.
    check("He went back the following Tuesday.", &["the following Tuesday: XXXX-WXX-2"]);
    check("The next day he went back.", &["The next day: XXXX-XX-XX"]);
}

#[test]
fn a_story_of_another_time_keeps_its_year() {
    check(
        "He was born on 4 July 1831. On 2 June he died.",
        &[
            "4 July 1831: 1831-07-04 1831-07-04..1831-07-04",
            "2 June: 1831-06-02 1831-06-02..1831-06-02",
        ],
    );
    // Last year's news goes on into this year.
    check(
        "They met on Dec. 30, 2022. They met again in January.",
        &["Dec. 30, 2022: 2022-12-30 2022-12-30..2022-12-30", "January: 2023-01 2023-01..2023-01"],
    );
}

#[test]
fn a_narrative_stays_in_the_year_named_last() {
    let life = "She was born in 1931, left in 1949 and came back in 1955. \
                In 1961 she founded a party. She married in 1962. On 4 May she won her first seat.";
    let last = readings(life, DAY).pop();
    assert_eq!(last.as_deref(), Some("4 May: 1962-05-04 1962-05-04..1962-05-04"));
    let news = format!("Police arrested her on Friday and she left yesterday. {life}");
    let last = readings(&news, DAY).pop();
    assert_eq!(last.as_deref(), Some("4 May: 2023-05-04 2023-05-04..2023-05-04"));
    check(
        "He left in 1948. They met earlier in the year.",
        &["1948: 1948 1948..1948", "earlier in the year: 1948 1948..1948"],
    );
}

#[test]
fn what_is_so_every_year_has_no_days() {
    check("It usually rains from July to September.", &["July to September: XXXX-07/XXXX-09"]);
    check("The climate is mild in summer.", &["summer: XXXX-SU"]);
    check("April is the dry month here.", &["April: XXXX-04"]);
    check("Shops often close on Friday.", &["Friday: XXXX-WXX-5"]);
    check("They march on Saturday mornings.", &["Saturday mornings: XXXX-WXX-6"]);
    // What is announced or over has its year.
    check("It will usually open in July.", &["July: 2023-07 2023-07..2023-07"]);
    check("Temperatures fell in February.", &["February: 2023-02 2023-02..2023-02"]);
}

#[test]
fn years_of_antiquity_need_a_text_about_it() {
    check("In 348 cases nobody came; by 366 he left.", &[]);
    check(
        "He lived from c. 310. In 348 Petronius died, and about 366 he left.",
        &["310: 0310 0310..0310", "348: 0348 0348..0348", "366: 0366 0366..0366"],
    );
    check("He died on 30 September 420.", &["30 September 420: 0420-09-30 0420-09-30..0420-09-30"]);
    check("The poet (837–908) wrote.", &["837–908: 0837/0908 0837..0908"]);
    check("It was founded in the year 71.", &["the year 71: 0071 0071..0071"]);
}

#[test]
fn years_are_read_in_pairs_and_in_words() {
    check("He reigned 1715 - 1774.", &["1715 - 1774: 1715/1774 1715..1774"]);
    check("See pp. 1087–1101 and 1100 ft of wall.", &[]);
    check("London's 1829 abolition failed.", &["1829: 1829 1829..1829"]);
    check("It began in nineteen seventy-two.", &["nineteen seventy-two: 1972 1972..1972"]);
    check("It ended in two thousand and five.", &["two thousand and five: 2005 2005..2005"]);
    check(
        "In April of fifteen eighteen he spoke.",
        &["April of fifteen eighteen: 1518-04 1518-04..1518-04"],
    );
    check("Songs of the nineteen-eighties.", &["the nineteen-eighties: 198 1980..1989"]);
    check("In twenty sixteen-inch guns they trust.", &[]);
    check("It cites Resolution 2118 and UN Security Council resolutions 1559, 1680 and 1701.", &[]);
    check(
        "The resolution of 2003 and 2004 failed.",
        &["2003: 2003 2003..2003", "2004: 2004 2004..2004"],
    );
}

#[test]
fn decades_of_a_life_are_not_of_the_calendar() {
    check("She was elected in her late 30s.", &[]);
    check("In his twenties he fled.", &[]);
    check("Its 19th-century palace burned.", &["19th-century: 18 1800..1899"]);
}

#[test]
fn these_days_are_not_this_day() {
    check("The law is still used today.", &["today: PRESENT_REF"]);
    check("Today's society is divided.", &["Today: PRESENT_REF"]);
    check("Today's vote is close.", &["Today: 2023-03-17 2023-03-17..2023-03-17"]);
    check("Few come these days.", &["these days: PRESENT_REF"]);
    check(
        "It held 3,800 texts at the time of writing.",
        &["the time of writing: 2023-03-17 2023-03-17..2023-03-17"],
    );
}

#[test]
fn that_night_needs_a_night_before_it() {
    check("Nobody slept that night.", &["that night: XXXX-XX-XXTNI"]);
    check(
        "They met on Sunday. Nobody slept that night.",
        &[
            "Sunday: 2023-03-12 2023-03-12..2023-03-12",
            "that night: 2023-03-12TNI 2023-03-12..2023-03-12",
        ],
    );
    check(
        "He left in 1939. In that same year she came.",
        &["1939: 1939 1939..1939", "that same year: 1939 1939..1939"],
    );
}

#[test]
fn holidays_have_their_days() {
    check("Marches began on Ash Wednesday.", &["Ash Wednesday: 2023-02-22 2023-02-22..2023-02-22"]);
    check("They will meet before Thanksgiving.", &["Thanksgiving: 2023-11-23 -..2023-11-22"]);
    check("Crowds marched on May Day 2019.", &["May Day 2019: 2019-05-01 2019-05-01..2019-05-01"]);
    check("They burned a Christmas tree.", &[]);
}

#[test]
fn until_now_ends_with_the_article() {
    check(
        "He has led it (2013–present).",
        &["2013–present: 2013/2023-03-17 2013-01-01..2023-03-17"],
    );
    check("He was a member of the class of '71.", &["'71: 1971 1971..1971"]);
}

#[test]
fn clock_times_stay_on_their_day() {
    check(
        "He spoke at 3 p.m. on Thursday.",
        &["3 p.m. on Thursday: 2023-03-16T15:00 2023-03-16..2023-03-16"],
    );
    check(
        "It ended today at 16:15 UTC.",
        &[
            "today: 2023-03-17 2023-03-17..2023-03-17",
            "16:15 UTC: 2023-03-17T16:15Z 2023-03-17..2023-03-17",
        ],
    );
    check("Crowds came at dawn.", &["dawn: 2023-03-17TMO 2023-03-17..2023-03-17"]);
}

#[test]
fn what_only_looks_like_a_date_is_left_alone() {
    check("Some 2000 people may march.", &[]);
    check("Mr May met April Jones.", &[]);
    check("Resolution 1701 and flight 1549 cost $ 2020.", &[]);
    check("The March 23 Movement left.", &[]);
    check("The March on Rome was praised by the Sunday Times.", &[]);
    check("A first second passed; they may fall in spring water.", &[]);
}

#[test]
fn without_a_date_only_full_dates_resolve() {
    let read = |text| readings(text, "");
    assert_eq!(read("They met on Friday."), ["Friday: XXXX-WXX-5"]);
    assert_eq!(read("They met yesterday."), ["yesterday: XXXX-XX-XX"]);
    assert_eq!(read("They met on May 4."), ["May 4: XXXX-05-04"]);
    assert_eq!(
        read("They met on May 4. It was signed on June 2, 2015."),
        [
            "May 4: 2015-05-04 2015-05-04..2015-05-04",
            "June 2, 2015: 2015-06-02 2015-06-02..2015-06-02"
        ]
    );
    assert_eq!(read("They met on May 4, after 1 May 2015 and 2 May 2016.")[0], "May 4: XXXX-05-04");
}

#[test]
fn kinds_and_anchors_are_those_of_timex3() {
    let (_, found) = expressions("Daily for two days they met at noon in 2011 and yesterday.", DAY);
    let kinds: Vec<_> = found.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(kinds, ["SET", "DURATION", "TIME", "DATE", "DATE"]);
    assert_eq!(found[3].anchor, Anchor::Absolute);
    assert_eq!(found[3].certainty, Certainty::Explicit);
    assert_eq!(found[4].anchor, Anchor::Publication);
    assert_eq!(TimexKind::Set.to_string(), "SET");
}

/// The interval of the event whose trigger is `word`.
fn event(text: &str, word: &str, status: Status) -> Option<[Option<String>; 2]> {
    event_on(DAY, text, word, status)
}

/// The same in an article of another day.
fn event_on(day: &str, text: &str, word: &str, status: Status) -> Option<[Option<String>; 2]> {
    let (article, annotation) = annotated(text, day);
    let found = find(&article, &annotation);
    let (sentence, token) = annotation
        .sentences
        .iter()
        .enumerate()
        .find_map(|(i, s)| Some((i, s.tokens.iter().position(|t| t.form == word)?)))?;
    let at = TokenRef { sentence, token };
    date_of(&found, &article, &annotation, at, status).map(|d| d.interval)
}

fn days(from: &str, to: &str) -> Option<[Option<String>; 2]> {
    let side = |s: &str| (!s.is_empty()).then(|| s.to_string());
    Some([side(from), side(to)])
}

#[test]
fn status_settles_the_direction() {
    let text = "A meeting on Monday";
    assert_eq!(event(text, "meeting", Status::Actual), days("2023-03-13", "2023-03-13"));
    assert_eq!(event(text, "meeting", Status::Future), days("2023-03-20", "2023-03-20"));
    assert_eq!(event(text, "meeting", Status::Hypothetical), days("2023-03-20", "2023-03-20"));
    assert_eq!(
        event("A visit on March 20–22", "visit", Status::Future),
        days("2023-03-20", "2023-03-22")
    );
}

#[test]
fn the_report_has_its_own_date() {
    let text = "He will pay a visit from May 20 to 22, the ministry announced on Tuesday.";
    assert_eq!(event(text, "visit", Status::Future), days("2023-05-20", "2023-05-22"));
    assert_eq!(event(text, "announced", Status::Actual), days("2023-03-14", "2023-03-14"));
}

#[test]
fn what_holds_until_a_day_starts_with_the_report() {
    let text = "It imposed a curfew until March 30.";
    assert_eq!(event(text, "curfew", Status::Actual), days("2023-03-17", "2023-03-30"));
    assert_eq!(
        event("It has been closed since Sunday.", "closed", Status::Actual),
        days("2023-03-12", "")
    );
    assert_eq!(event("It will open by June.", "open", Status::Future), days("2023-06", "2023-06"));
    // Nothing ends before it starts.
    let text = "They will talk before the end of the month.";
    let late = event_on("2023-03-30", text, "talk", Status::Future);
    assert_eq!(late, days("2023-03-30", "2023-03-31"));
}

#[test]
fn distances_date_what_they_are_counted_from() {
    let text = "It opened its embassy on Monday, two weeks after breaking with Taipei.";
    assert_eq!(event(text, "breaking", Status::Actual), days("2023-02-27", "2023-02-27"));
    assert_eq!(event(text, "opened", Status::Actual), days("2023-03-13", "2023-03-13"));
}

#[test]
fn an_event_without_a_fitting_expression_has_no_date() {
    assert_eq!(event("They met.", "met", Status::Actual), None);
    assert_eq!(event("They met every Friday.", "met", Status::Actual), None);
    assert_eq!(event("They will tell us next week; they left.", "left", Status::Actual), None);
}

#[test]
fn the_parse_binds_before_nearness() {
    // "Oslo said Monday the troops who left on Sunday will return on Friday."
    let rows = [
        "1\tOslo\tOslo\tPROPN\tNNP\t_\t2\tnsubj\t_\t_",
        "2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_",
        "3\tMonday\tMonday\tPROPN\tNNP\t_\t2\tobl:tmod\t_\t_",
        "4\tthe\tthe\tDET\tDT\t_\t5\tdet\t_\t_",
        "5\ttroops\ttroops\tNOUN\tNNS\t_\t11\tnsubj\t_\t_",
        "6\twho\twho\tPRON\tWP\t_\t7\tnsubj\t_\t_",
        "7\tleft\tleave\tVERB\tVBD\t_\t5\tacl:relcl\t_\t_",
        "8\ton\ton\tADP\tIN\t_\t9\tcase\t_\t_",
        "9\tSunday\tSunday\tPROPN\tNNP\t_\t7\tobl\t_\t_",
        "10\twill\twill\tAUX\tMD\t_\t11\taux\t_\t_",
        "11\treturn\treturn\tVERB\tVB\t_\t2\tccomp\t_\t_",
        "12\ton\ton\tADP\tIN\t_\t13\tcase\t_\t_",
        "13\tFriday\tFriday\tPROPN\tNNP\t_\t11\tobl\t_\t_",
        "",
    ]
    .join("\n");
    let (article, annotation) = conllu::parse(&rows).unwrap();
    let article = Article { date: "2023-03-14".parse().ok(), ..article };
    let found = find(&article, &annotation);
    let start = |token, status| {
        let at = TokenRef { sentence: 0, token };
        date_of(&found, &article, &annotation, at, status).and_then(|d| d.interval[0].clone())
    };
    assert_eq!(start(1, Status::Actual).as_deref(), Some("2023-03-13"));
    assert_eq!(start(6, Status::Actual).as_deref(), Some("2023-03-12"));
    assert_eq!(start(10, Status::Future).as_deref(), Some("2023-03-17"));
    // The noun has its clause's date, not the nearest one.
    assert_eq!(start(4, Status::Future).as_deref(), Some("2023-03-17"));
}

#[test]
fn what_lasts_is_counted_from_its_end_or_start() {
    let ended = "He ended a five-day visit to Chad today.";
    assert_eq!(event(ended, "visit", Status::Actual), days("2023-03-13", "2023-03-17"));
    let begins = "He will begin a three-day working visit on Monday.";
    assert_eq!(event(begins, "visit", Status::Future), days("2023-03-20", "2023-03-22"));
    let bare = "He spoke of a three-day visit on Monday.";
    assert_eq!(event(bare, "visit", Status::Actual), days("2023-03-13", "2023-03-13"));
    assert_eq!(
        event("They were seized before dawn on Monday.", "seized", Status::Actual),
        days("2023-03-13", "2023-03-13")
    );
}

#[test]
fn a_visit_does_not_begin_on_the_day_of_its_announcement() {
    let (article, annotation) = conllu::parse(
        "1\tOslo\tOslo\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
         2\tannounced\tannounce\tVERB\tVBD\t_\t0\troot\t_\t_\n\
         3\ton\ton\tADP\tIN\t_\t4\tcase\t_\t_\n\
         4\tFriday\tFriday\tPROPN\tNNP\t_\t2\tobl\t_\t_\n\
         5\ta\ta\tDET\tDT\t_\t7\tdet\t_\t_\n\
         6\tthree-day\tthree-day\tADJ\tJJ\t_\t7\tamod\t_\t_\n\
         7\tvisit\tvisit\tNOUN\tNN\t_\t2\tobj\t_\t_\n\n",
    )
    .unwrap();
    let end = |day: &str| {
        let article = Article { date: day.parse().ok(), ..article.clone() };
        let found = find(&article, &annotation);
        let at = TokenRef { sentence: 0, token: 6 };
        let date = date_of(&found, &article, &annotation, at, Status::Future)?;
        date.interval[1].clone()
    };
    // 17 March is a Friday, 15 March is not.
    assert_eq!(end("2023-03-17").as_deref(), Some("2023-03-17"));
    assert_eq!(end("2023-03-15").as_deref(), Some("2023-03-19"));
}

#[test]
fn a_promise_that_was_made_is_over() {
    let (article, annotation) = conllu::parse(
        "1\tOslo\tOslo\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
         2\tpromised\tpromise\tVERB\tVBD\t_\t0\troot\t_\t_\n\
         3\taid\taid\tNOUN\tNN\t_\t2\tobj\t_\t_\n\
         4\ton\ton\tADP\tIN\t_\t5\tcase\t_\t_\n\
         5\tMonday\tMonday\tPROPN\tNNP\t_\t2\tobl\t_\t_\n\n",
    )
    .unwrap();
    let article = Article { date: DAY.parse().ok(), ..article };
    let found = find(&article, &annotation);
    let at = TokenRef { sentence: 0, token: 1 };
    let date = date_of(&found, &article, &annotation, at, Status::Future).unwrap();
    assert_eq!(date.interval[0].as_deref(), Some("2023-03-13"));
}

#[test]
fn a_trigger_outside_the_text_has_no_date() {
    let (article, annotation) = annotated("They met on Friday.", DAY);
    let found = find(&article, &annotation);
    for (sentence, token) in [(0, 99), (9, 0)] {
        let at = TokenRef { sentence, token };
        assert_eq!(date_of(&found, &article, &annotation, at, Status::Actual), None);
    }
}

/// Pieces that dates are made of, to be joined at random.
const PIECES: &[&str] = &[
    "March",
    "May",
    "Dec.",
    "20",
    "31",
    "0",
    "2023",
    "9999",
    "1",
    "–",
    "-",
    "to",
    "and",
    "of",
    "the",
    "last",
    "next",
    "early",
    "mid",
    "week",
    "years",
    "day",
    "before",
    "after",
    "ago",
    "later",
    "a",
    "couple",
    "Friday",
    "Mondays",
    "every",
    "quarter",
    "third",
    "first",
    "century",
    "BC",
    "AD",
    "1980s",
    "'",
    "s",
    "fiscal",
    "FY",
    "summer",
    "Easter",
    "Christmas",
    "Eve",
    "at",
    "3",
    "p.m.",
    ":",
    "30",
    "UTC",
    "within",
    "hour",
    "twenty",
    "million",
    "half",
    "one",
    "end",
    "until",
    "by",
    "since",
    "from",
    "between",
    "year",
    "this",
    "same",
    "that",
    "night",
    "dawn",
    ",",
    ".",
    "é",
    "—",
    "½",
    "/",
    "29",
    "February",
    "1900",
    "past",
    "few",
    "weekend",
    "decade",
    "World",
    "War",
    "II",
    "time",
    "EST",
    "5,000",
    "each",
    "summers",
    "following",
    "previous",
    "minutes",
    "noon",
    "local",
    "GMT",
    "0300",
    "(",
    ")",
];

proptest! {
    #[test]
    fn any_text_gives_spans_on_character_boundaries(text in "\\PC{0,200}", day in 0i32..4000) {
        in_bounds(&text, day, &[])?;
    }

    #[test]
    fn any_mix_of_date_words_gives_spans_in_bounds(
        picks in proptest::collection::vec(0..PIECES.len(), 0..40),
        tight in proptest::collection::vec(any::<bool>(), 40),
        day in 0i32..4000,
        heads in proptest::collection::vec((0usize..50, 0usize..5), 40),
    ) {
        let mut text = String::new();
        for (pick, tight) in picks.iter().zip(tight) {
            text.push_str(PIECES[*pick]);
            text.push_str(if tight { "" } else { " " });
        }
        // Heads may point anywhere, even in circles and out of the sentence.
        in_bounds(&text, day, &heads)?;
    }
}

fn in_bounds(text: &str, day: i32, heads: &[(usize, usize)]) -> Result<(), TestCaseError> {
    let date = jiff::civil::date(2019, 1, 1).checked_add(jiff::Span::new().days(day)).ok();
    let (mut article, mut annotation) = annotated(text, DAY);
    for sentence in &mut annotation.sentences {
        for (token, (head, relation)) in sentence.tokens.iter_mut().zip(heads) {
            token.head = head.checked_sub(1);
            token.deprel = ["obl", "acl", "xcomp", "conj", "aux"][*relation].into();
            token.upos = if relation % 2 == 0 { "VERB" } else { "NOUN" }.into();
        }
    }
    for date in [date, None] {
        article.date = date;
        let found = find(&article, &annotation);
        prop_assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        for e in &found {
            prop_assert!(article.text.get(e.span.start..e.span.end).is_some_and(|t| !t.is_empty()));
            let tokens = &annotation.sentences[e.sentence].tokens;
            prop_assert!(e.first <= e.last && e.last < tokens.len());
            prop_assert!(!e.value.is_empty());
            if let Some((Some(a), Some(b))) = &e.interval {
                prop_assert!(a.starts_with('-') || a <= b, "{a} after {b} in {text}");
            }
            for token in 0..tokens.len() {
                let at = TokenRef { sentence: e.sentence, token };
                for status in Status::ALL {
                    let _ = date_of(&found, &article, &annotation, at, *status);
                }
            }
        }
    }
    Ok(())
}

#[test]
fn what_entered_its_second_year_began_a_year_before() {
    let rows = |ordinal: &str| {
        format!(
            "1\tChad\tChad\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\tended\tend\tVERB\tVBD\t_\t0\troot\t_\t_\n\
             3\tthe\tthe\tDET\t_\t_\t4\tdet\t_\t_\n4\tsiege\tsiege\tNOUN\t_\t_\t2\tobj\t_\t_\n\
             5\twhich\twhich\tPRON\t_\t_\t6\tnsubj\t_\t_\n6\tentered\tenter\tVERB\tVBD\t_\t4\tacl:relcl\t_\t_\n\
             7\tits\tits\tPRON\t_\t_\t9\tnmod:poss\t_\t_\n8\t{ordinal}\t{ordinal}\tADJ\t_\t_\t9\tamod\t_\t_\n\
             9\tyear\tyear\tNOUN\t_\t_\t6\tobl\t_\t_\n10\tlast\tlast\tADJ\t_\t_\t11\tamod\t_\t_\n\
             11\tmonth\tmonth\tNOUN\t_\t_\t9\tnmod\t_\t_\n12\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
        )
    };
    let began = |ordinal: &str| {
        let (mut article, annotation) = conllu::parse(&rows(ordinal)).unwrap();
        article.date = "2023-03-17".parse().ok();
        let found = find(&article, &annotation);
        let siege = TokenRef { sentence: 0, token: 3 };
        date_of(&found, &article, &annotation, siege, Status::Actual).unwrap().interval
    };
    let month = |m: &str| [Some(m.to_string()), Some(m.to_string())];
    assert_eq!((began("second"), began("third")), (month("2022-02"), month("2021-02")));
}

/// What is planned lies ahead, though the month named is just over.
#[test]
fn a_planned_visit_in_december_is_of_the_next_one() {
    let (article, annotation) =
        annotated("The president will visit Paris in December.", "2024-01-02");
    let found = find(&article, &annotation);
    let visit = TokenRef { sentence: 0, token: 3 };
    let of =
        |status| date_of(&found, &article, &annotation, visit, status).unwrap().interval[0].clone();
    assert_eq!(of(Status::Future).as_deref(), Some("2024-12"));
    assert_eq!(of(Status::Actual).as_deref(), Some("2023-12"));
}

#[test]
fn a_very_day_so_many_years_ago_is_a_day() {
    check(
        "Three years ago today columns rolled in.",
        &["Three years ago today: 2020-03-17 2020-03-17..2020-03-17"],
    );
    check(
        "A year ago tomorrow it fell.",
        &["A year ago tomorrow: 2022-03-18 2022-03-18..2022-03-18"],
    );
    check("Three years ago it fell.", &["Three years ago: 2020 2020..2020"]);
}

#[test]
fn thousands_of_years_ago_are_years() {
    check("They came some 5,000 years ago.", &["5,000 years ago: -2977 -2977..-2977"]);
    check("Some 5,000 people came.", &[]);
    check("It cost 2,000 dollars.", &[]);
}

#[test]
fn what_is_so_since_a_month_began_before() {
    let october = |text: &str| readings(text, "2022-09-20");
    assert_eq!(october("Since October nobody works there."), ["October: 2021-10 2021-10..-"]);
    assert_eq!(october("From October nobody works there."), ["October: 2022-10 2022-10..-"]);
}

#[test]
fn the_nth_weekday_of_each_month_is_a_set() {
    check("They meet on the first Monday of each month.", &["the first Monday of each month: P1M"]);
    check("They meet on the last Friday of every month.", &["the last Friday of every month: P1M"]);
    let text = "They meet on the first Monday of each month.";
    assert_eq!(event(text, "meet", Status::Actual), None);
}

#[test]
fn what_comes_again_and_again_dates_no_event() {
    for (words, values) in [
        ("every other Friday", &["XXXX-WXX-5"][..]),
        ("every second Friday", &["XXXX-WXX-5"]),
        ("every third day", &["P3D"]),
        ("every 4th year", &["P4Y"]),
        ("each summer", &["XXXX-SU"]),
        ("Wednesdays", &["XXXX-WXX-3"]),
        ("on weekends", &["P1WE"]),
        ("every Monday and Friday", &["XXXX-WXX-1", "XXXX-WXX-5"]),
        ("every Monday, Tuesday or Friday", &["XXXX-WXX-1", "XXXX-WXX-2", "XXXX-WXX-5"]),
        ("the first Monday of the month", &["P1M"]),
        ("every May 4", &["XXXX-05-04"]),
    ] {
        let text = format!("They met {words}.");
        let (_, found) = expressions(&text, DAY);
        let read: Vec<&str> = found.iter().map(|e| e.value.as_str()).collect();
        assert_eq!(read, values, "{words}");
        assert!(found.iter().all(|e| e.kind == TimexKind::Set), "{words}");
        assert_eq!(event(&text, "met", Status::Actual), None, "{words}");
    }
    // Nor does the date beside it, but one day is no set, and neither is that of one yearly meeting.
    check("They met every year on May 4.", &["every year: P1Y", "May 4: XXXX-05-04"]);
    check("They met in May each year.", &["May: XXXX-05", "each year: P1Y"]);
    let once = "They met on Monday and every Friday.";
    assert_eq!(event(once, "met", Status::Actual), days("2023-03-13", "2023-03-13"));
    check(
        "They will hold the annual meeting in May.",
        &["annual: P1Y", "May: 2023-05 2023-05..2023-05"],
    );
}

#[test]
fn a_time_zone_belongs_to_its_time_and_moves_no_day() {
    let day = "2023-03-14T01:00 2023-03-14..2023-03-14";
    for zone in ["Tokyo time", "Eastern Daylight Time", "EST"] {
        let text = format!("It fell at 1 a.m. {zone} on Tuesday.");
        check(&text, &[&format!("1 a.m. {zone} on Tuesday: {day}")]);
    }
    // Noon and four digits have zones too, and the same time in another one adds nothing.
    for (time, clock) in [
        ("noon Eastern time", "T12:00"),
        ("1900 local time", "T19:00"),
        ("0800 hours GMT", "T08:00Z"),
        ("midnight local time (2200 GMT)", "T00:00"),
        ("16:15 UTC (12:15 p.m. EDT)", "T16:15Z"),
    ] {
        let value = format!("2023-03-14{clock} 2023-03-14..2023-03-14");
        check(&format!("It fell at {time} on Tuesday."), &[&format!("{time} on Tuesday: {value}")]);
    }
    check(
        "It fell on Monday at 10 p.m. (0300 GMT).",
        &["Monday at 10 p.m. (0300 GMT): 2023-03-13T22:00 2023-03-13..2023-03-13"],
    );
    let only = "It fell at 10 p.m. (0300 GMT Tuesday).";
    check(only, &["10 p.m. (0300 GMT Tuesday): 2023-03-14T03:00Z 2023-03-14..2023-03-14"]);
    assert_eq!(event(only, "fell", Status::Actual), days("2023-03-14", "2023-03-14"));
    let both = "It fell on Monday at 10 p.m. (0300 GMT Tuesday).";
    assert_eq!(event(both, "fell", Status::Actual), days("2023-03-13", "2023-03-13"));
    // A day of its own tells more than a time without one.
    let apart = "It fell at noon (local time) on Tuesday.";
    assert_eq!(event(apart, "fell", Status::Actual), days("2023-03-14", "2023-03-14"));
    check("In 1900 Tokyo time began.", &["1900: 1900 1900..1900"]);
    check(
        "It fell at 1 a.m. The time was right.",
        &["1 a.m.: 2023-03-17T01:00 2023-03-17..2023-03-17"],
    );
}

#[test]
fn hours_and_minutes_are_times_of_the_day_that_they_count_from() {
    let kind = |text: &str| expressions(text, DAY).1.last().map(|e| e.kind);
    let monday = "2023-03-13TXX:XX 2023-03-13..2023-03-13";
    for words in ["six minutes later", "five hours earlier", "half an hour later", "hours later"] {
        let text = format!("They met on Monday.\n\nPolice fired {words}.");
        assert_eq!(readings(&text, DAY)[1], format!("{words}: {monday}"));
        assert_eq!(kind(&text), Some(TimexKind::Time), "{words}");
        assert_eq!(event(&text, "fired", Status::Actual), days("2023-03-13", "2023-03-13"));
    }
    check("He left an hour ago.", &["an hour ago: 2023-03-17TXX:XX 2023-03-17..2023-03-17"]);
    assert_eq!(kind("He left an hour ago."), Some(TimexKind::Time));
    assert_eq!(readings("He left an hour later.", ""), ["an hour later: XXXX-XX-XXTXX:XX"]);
    // Longer spans, and what is compared with a plan, are none.
    assert_eq!(kind("They met on Monday. He left two days later."), Some(TimexKind::Date));
    assert_eq!(kind("He came five hours earlier than planned."), Some(TimexKind::Duration));
    // The day that stands beside them dates the event.
    let text = "They met on Sunday.\n\nPolice fired two hours later, on Monday.";
    assert_eq!(event(text, "fired", Status::Actual), days("2023-03-13", "2023-03-13"));
}

#[test]
fn last_and_next_may_stand_behind_the_date() {
    check(
        "By our edict of the 12th of October last, it is void.",
        &["the 12th of October last: 2022-10-12 2022-10-12..2022-10-12"],
    );
    check("They will sit in February next.", &["February next: 2024-02 2024-02..2024-02"]);
    check(
        "They sat on the 1st day of June.",
        &["the 1st day of June: 2022-06-01 2022-06-01..2022-06-01"],
    );
    // "last" may belong to the next noun.
    check("In May last rites were read.", &["May: 2022-05 2022-05..2022-05"]);
}

#[test]
fn two_months_share_their_year() {
    check(
        "They clashed in February and April 2011.",
        &["February: 2011-02 2011-02..2011-02", "April 2011: 2011-04 2011-04..2011-04"],
    );
}

#[test]
fn the_end_and_the_halves_of_a_period_are_parts_of_it() {
    check("It will open by the end of the year.", &["the end of the year: 2023 -..2023-12"]);
    let record = &readings("It opened at the end of 2021.", DAY)[0];
    assert_eq!(record, "the end of 2021: 2021 2021-12..2021-12");
    check("It opened in late 2021.", &["late 2021: 2021 2021-09..2021-12"]);
    check(
        "They met in the second half of December.",
        &["the second half of December: 2022-12 2022-12-16..2022-12-31"],
    );
    check(
        "They will meet at the end of the week.",
        &["the end of the week: 2023-W11 2023-03-17..2023-03-19"],
    );
}

#[test]
fn the_world_wars_have_their_days() {
    let war = "1939-09-01/1945-09-02";
    check(
        "The city suffered during World War II.",
        &[&format!("World War II: {war} 1939-09-01..1945-09-02")],
    );
    check(
        "It has grown since the Second World War.",
        &[&format!("the Second World War: {war} 1945-09-02..-")],
    );
    check("It grew after WWI.", &["WWI: 1914-07-28/1918-11-11 1918-11-11..-"]);
    check("Veterans of World War II marched.", &[]);
    check("They found a bomb in a World War II wreck.", &[]);
}

#[test]
fn seasons_in_the_plural_and_at_the_start_are_of_every_year() {
    check("It has hot summers and mild winters.", &["summers: XXXX-SU", "winters: XXXX-WI"]);
    check("Summer can be hot.", &["Summer: XXXX-SU"]);
}

#[test]
fn stretches_count_from_the_article_or_from_what_they_are_of() {
    check(
        "It rose over the past three years.",
        &["the past three years: P3Y 2020-03-18..2023-03-17"],
    );
    check("It rose in the past three days.", &["the past three days: P3D 2023-03-14..2023-03-17"]);
    check("She wept in the last five months of her life.", &["the last five months: P5M"]);
    check("It fell in the last few months.", &["the last few months: PXM -..2023-03-17"]);
    check("It will fall in the coming weeks.", &["the coming weeks: PXW 2023-03-17..-"]);
}

#[test]
fn the_week_before_that_counts_from_the_one_before() {
    check(
        "It was not last week, but the week before that.",
        &[
            "last week: 2023-W10 2023-03-06..2023-03-12",
            "the week before that: 2023-W09 2023-02-27..2023-03-05",
        ],
    );
}

#[test]
fn names_and_amounts_with_four_digits_are_no_years() {
    check("The poster at DH2017 was good.", &[]);
    check("A survey of 1709 schoolchildren was made.", &[]);
    check("We will do it some other weekend.", &[]);
}

#[test]
fn a_deadline_ends_with_its_hour() {
    check("It gave him until noon on Monday.", &["noon on Monday: 2023-03-20T12:00 -..2023-03-20"]);
    let text = "It gave him until noon on Monday.";
    assert_eq!(event(text, "gave", Status::Actual), days("2023-03-17", "2023-03-20"));
}

#[test]
fn an_evening_that_is_over_is_of_the_day_before() {
    check(
        "Guards had come in the evening.",
        &["the evening: 2023-03-16TEV 2023-03-16..2023-03-16"],
    );
    check(
        "Guards will come in the evening.",
        &["the evening: 2023-03-17TEV 2023-03-17..2023-03-17"],
    );
    // Counted from what the text named last, if only in the paragraph before.
    check(
        "The trial began on Tuesday.\n\nGuards had come in the evening.",
        &[
            "Tuesday: 2023-03-14 2023-03-14..2023-03-14",
            "the evening: 2023-03-14TEV 2023-03-14..2023-03-14",
        ],
    );
    // A time of the report's own day is no such name.
    check(
        "They had stood there since dawn and fired shortly before midnight.",
        &[
            "dawn: 2023-03-17TMO 2023-03-17..2023-03-17",
            "midnight: 2023-03-16T00:00 2023-03-16..2023-03-16",
        ],
    );
}

#[test]
fn what_goes_on_for_a_third_day_began_two_days_before() {
    let text = "Drivers blocked roads for a third day on Thursday.";
    assert_eq!(event(text, "blocked", Status::Actual), days("2023-03-14", "2023-03-16"));
    let text = "Drivers blocked roads for a second straight week on Thursday.";
    assert_eq!(event(text, "blocked", Status::Actual), days("2023-03-09", "2023-03-16"));
    let text = "Drivers blocked roads for a third time on Thursday.";
    assert_eq!(event(text, "blocked", Status::Actual), days("2023-03-16", "2023-03-16"));
}

#[test]
fn what_happened_this_week_is_over() {
    // A Wednesday.
    let (article, annotation) = annotated("They met this week.", "2023-03-15");
    let found = find(&article, &annotation);
    let met = TokenRef { sentence: 0, token: 1 };
    let of = |status| date_of(&found, &article, &annotation, met, status).unwrap().interval;
    assert_eq!(Some(of(Status::Actual)), days("2023-03-13", "2023-03-15"));
    assert_eq!(Some(of(Status::Future)), days("2023-03-13", "2023-03-19"));
}

#[test]
fn a_dateline_and_the_age_of_a_thing_date_no_event() {
    let text = "SUVA, 20 February (PPNS) - Japan lent Fiji two boats.";
    assert_eq!(event(text, "lent", Status::Actual), None);
    let text = "They clashed near the 11th-century temple.";
    let (article, mut annotation) = annotated(text, DAY);
    // The tokenizer keeps words with hyphens whole.
    let tokens = &mut annotation.sentences[0].tokens;
    tokens[4].span = tokens[4].span.cover(tokens[6].span);
    tokens[4].form = "11th-century".into();
    tokens.drain(5..7);
    let found = find(&article, &annotation);
    let clashed = TokenRef { sentence: 0, token: 1 };
    assert_eq!(date_of(&found, &article, &annotation, clashed, Status::Actual), None);
}

/// The first day of the verb at `token` of a sentence of words as `form/lemma/UPOS/XPOS/head/relation`.
fn parsed_start(words: &str, token: usize, status: Status) -> Option<String> {
    let (article, annotation) = crate::fixture::annotated(words);
    let article = Article { date: DAY.parse().ok(), ..article };
    let found = find(&article, &annotation);
    let at = TokenRef { sentence: 0, token };
    date_of(&found, &article, &annotation, at, status)?.interval[0].clone()
}

#[test]
fn a_clause_below_or_behind_a_verb_keeps_its_date() {
    let thanked = "He/he/PRON/PRP/2/nsubj thanked/thank/VERB/VBD/0/root crews/crew/NOUN/NNS/2/obj \
        who/who/PRON/WP/5/nsubj left/leave/VERB/VBD/3/acl:relcl in/in/ADP/IN/7/case \
        January/January/PROPN/NNP/5/obl";
    assert_eq!(parsed_start(thanked, 1, Status::Actual), None);
    assert_eq!(parsed_start(thanked, 4, Status::Actual).as_deref(), Some("2023-01"));
    // What the subject did may be long over.
    let beaten = "Boys/boy/NOUN/NNS/7/nsubj:pass who/who/PRON/WP/3/nsubj left/leave/VERB/VBD/1/acl:relcl \
        on/on/ADP/IN/5/case Friday/Friday/PROPN/NNP/3/obl were/be/AUX/VBD/7/aux:pass \
        beaten/beat/VERB/VBN/0/root";
    assert_eq!(parsed_start(beaten, 6, Status::Actual), None);
    assert_eq!(parsed_start(beaten, 2, Status::Actual).as_deref(), Some("2023-03-17"));
    let second = "Crowds/crowd/NOUN/NNS/2/nsubj gathered/gather/VERB/VBD/0/root and/and/CCONJ/CC/7/cc \
        on/on/ADP/IN/5/case Thursday/Thursday/PROPN/NNP/7/obl police/police/NOUN/NN/7/nsubj \
        fired/fire/VERB/VBD/2/conj";
    assert_eq!(parsed_start(second, 1, Status::Actual), None);
    assert_eq!(parsed_start(second, 6, Status::Actual).as_deref(), Some("2023-03-16"));
}

#[test]
fn a_second_verb_and_what_is_asked_or_thanked_for_keep_their_dates() {
    let resigned = "He/he/PRON/PRP/2/nsubj rejected/reject/VERB/VBD/0/root it/it/PRON/PRP/2/obj \
        and/and/CCONJ/CC/5/cc resigned/resign/VERB/VBD/2/conj on/on/ADP/IN/7/case \
        Monday/Monday/PROPN/NNP/5/obl";
    assert_eq!(parsed_start(resigned, 1, Status::Actual), None);
    assert_eq!(parsed_start(resigned, 4, Status::Actual).as_deref(), Some("2023-03-13"));
    // Two verbs side by side share what follows.
    let exchanged = "Notes/note/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass \
        signed/sign/VERB/VBN/0/root and/and/CCONJ/CC/5/cc exchanged/exchange/VERB/VBN/3/conj \
        on/on/ADP/IN/7/case Monday/Monday/PROPN/NNP/5/obl";
    assert_eq!(parsed_start(exchanged, 2, Status::Actual).as_deref(), Some("2023-03-13"));
    let urged = "He/he/PRON/PRP/2/nsubj urged/urge/VERB/VBD/0/root them/they/PRON/PRP/2/obj \
        to/to/PART/TO/5/mark vote/vote/VERB/VB/2/xcomp on/on/ADP/IN/7/case \
        Monday/Monday/PROPN/NNP/5/obl";
    assert_eq!(parsed_start(urged, 1, Status::Actual), None);
    let thanked = "He/he/PRON/PRP/2/nsubj thanked/thank/VERB/VBD/0/root them/they/PRON/PRP/2/obj \
        for/for/SCONJ/IN/5/mark leaving/leave/VERB/VBG/2/advcl on/on/ADP/IN/7/case \
        Monday/Monday/PROPN/NNP/5/obl";
    assert_eq!(parsed_start(thanked, 1, Status::Actual), None);
}

/// "Jailed men for a 2019 attack": the attack is of that year; "hurt in a 2019 attack" both.
#[test]
fn the_ground_of_an_act_has_a_date_of_its_own() {
    let of = |preposition: &str, token| {
        let words = format!(
            "Courts/court/NOUN/NNS/2/nsubj jailed/jail/VERB/VBD/0/root men/man/NOUN/NNS/2/obj \
             {preposition}/ADP/IN/7/case a/a/DET/DT/7/det 2019/2019/NUM/CD/7/nummod \
             attack/attack/NOUN/NN/2/obl"
        );
        parsed_start(&words, token, Status::Actual)
    };
    assert_eq!(of("for/for", 1), None);
    assert_eq!(of("for/for", 6).as_deref(), Some("2019"));
    assert_eq!(of("during/during", 1).as_deref(), Some("2019"));
}

#[test]
fn the_date_of_one_noun_is_not_of_another() {
    let freed = "Crews/crew/NOUN/NNS/5/nsubj freed/free/VERB/VBN/1/acl on/on/ADP/IN/4/case \
        Monday/Monday/PROPN/NNP/2/obl left/leave/VERB/VBD/0/root after/after/ADP/IN/7/case \
        talks/talk/NOUN/NNS/5/obl";
    assert_eq!(parsed_start(freed, 6, Status::Actual), None);
    assert_eq!(parsed_start(freed, 1, Status::Actual).as_deref(), Some("2023-03-13"));
    let killings = "killings/killing/NOUN/NNS/0/root on/on/ADP/IN/3/case \
        Monday/Monday/PROPN/NNP/1/nmod and/and/CCONJ/CC/5/cc looting/looting/NOUN/NN/1/conj";
    assert_eq!(parsed_start(killings, 4, Status::Actual), None);
    assert_eq!(parsed_start(killings, 0, Status::Actual).as_deref(), Some("2023-03-13"));
}

#[test]
fn what_has_happened_or_is_said_now_is_of_no_day_that_is_over() {
    let words = |aux: &str, tag: &str| {
        format!(
            "Oslo/Oslo/PROPN/NNP/{n}/nsubj {aux} condemned/condemn/VERB/{tag}/0/root \
             raids/raid/NOUN/NNS/{n}/obj on/on/ADP/IN/{day}/case Monday/Monday/PROPN/NNP/{n}/obl",
            n = if aux.is_empty() { 2 } else { 3 },
            day = if aux.is_empty() { 5 } else { 6 },
        )
    };
    let start = |words: &str, at| parsed_start(words, at, Status::Actual);
    assert_eq!(start(&words("", "VBD"), 1).as_deref(), Some("2023-03-13"));
    assert_eq!(start(&words("has/have/AUX/VBZ/3/aux", "VBN"), 2), None);
    assert_eq!(start(&words("", "VBZ"), 1), None);
    // What has gone on since a day has begun on it.
    let since = words("has/have/AUX/VBZ/3/aux", "VBN").replace("on/on/", "since/since/");
    assert_eq!(start(&since, 2).as_deref(), Some("2023-03-13"));
}

#[test]
fn what_comes_a_week_after_something_counts_from_the_report() {
    let words = |verb: &str| {
        format!(
            "This/this/PRON/DT/2/nsubj {verb}/0/root two/two/NUM/CD/4/nummod weeks/week/NOUN/NNS/7/obl \
             after/after/ADP/IN/7/case the/the/DET/DT/7/det raid/raid/NOUN/NN/2/obl"
        )
    };
    let start = |verb: &str| parsed_start(&words(verb), 6, Status::Actual);
    assert_eq!(start("comes/come/VERB/VBZ").as_deref(), Some("2023-03-03"));
    assert_eq!(start("came/come/VERB/VBD"), None);
}

#[test]
fn two_days_or_months_of_one_event_are_its_first_and_last() {
    let text = "The nights of 11 and 13 March saw raids.";
    assert_eq!(event(text, "raids", Status::Actual), days("2023-03-11", "2023-03-13"));
    let text = "They clashed in February and April 2011.";
    assert_eq!(event(text, "clashed", Status::Actual), days("2011-02", "2011-04"));
    let text = "They clashed in 2009 and 2011.";
    assert_eq!(event(text, "clashed", Status::Actual), days("2009", "2009"));
}

#[test]
fn what_stands_behind_a_nouns_phrase_dates_it() {
    // The parse hangs the day on the verb.
    let call = "Oslo/Oslo/PROPN/NNP/2/nsubj asked/ask/VERB/VBD/0/root him/he/PRON/PRP/2/obj to/to/PART/TO/5/mark \
        come/come/VERB/VB/2/xcomp this/this/DET/DT/7/det spring/spring/NOUN/NN/5/obl:unmarked \
        during/during/ADP/IN/10/case a/a/DET/DT/10/det call/call/NOUN/NN/5/obl \
        between/between/ADP/IN/12/case leaders/leader/NOUN/NNS/10/nmod \
        on/on/ADP/IN/14/case Monday/Monday/PROPN/NNP/2/obl";
    assert_eq!(parsed_start(call, 9, Status::Actual).as_deref(), Some("2023-03-13"));
}

#[test]
fn the_present_progressive_with_a_day_ahead_tells_a_plan() {
    let words = "They/they/PRON/PRP/3/nsubj are/be/AUX/VBP/3/aux meeting/meet/VERB/VBG/0/root \
        on/on/ADP/IN/5/case Monday/Monday/PROPN/NNP/3/obl";
    let (article, annotation) = crate::fixture::annotated(words);
    let article = Article { date: DAY.parse().ok(), ..article };
    assert_eq!(find(&article, &annotation)[0].value, "2023-03-20");
}

#[test]
fn a_year_in_a_name_dates_nothing_else() {
    let words = |verb: &str, relation: &str, case: &str| {
        format!(
            "Oslo/Oslo/PROPN/NNP/2/nsubj {verb}/0/root {case} the/the/DET/DT/{n}/det \
             2015/2015/NUM/CD/{n}/compound Geneva/Geneva/PROPN/NNP/{n}/compound \
             Assembly/Assembly/PROPN/NNP/2/{relation}",
            n = if case.is_empty() { 6 } else { 7 }
        )
    };
    let praised = words("praised/praise/VERB/VBD", "obj", "");
    assert_eq!(parsed_start(&praised, 1, Status::Actual), None);
    assert_eq!(parsed_start(&praised, 5, Status::Actual).as_deref(), Some("2015"));
    let part = "Oslo/Oslo/PROPN/NNP/2/nsubj praised/praise/VERB/VBD/0/root \
        the/the/DET/DT/6/det 2015/2015/NUM/CD/5/compound Geneva/Geneva/PROPN/NNP/6/compound \
        talks/talk/NOUN/NNS/2/obj";
    assert_eq!(parsed_start(part, 5, Status::Actual).as_deref(), Some("2015"));
    let spoke = words("spoke/speak/VERB/VBD", "obl", "in/in/ADP/IN/7/case");
    assert_eq!(parsed_start(&spoke, 1, Status::Actual).as_deref(), Some("2015"));
}

#[test]
fn what_has_been_done_is_not_of_the_day_of_the_clause_above() {
    let words = |aux: &str| {
        format!(
            "Today/today/NOUN/NN/3/obl Oslo/Oslo/PROPN/NNP/3/nsubj freed/free/VERB/VBD/0/root \
             men/man/NOUN/NNS/3/obj who/who/PRON/WP/7/nsubj {aux} \
             fought/fight/VERB/VBN/4/acl:relcl Chad/Chad/PROPN/NNP/7/obj"
        )
    };
    let start = |words: &str, at| parsed_start(words, at, Status::Actual);
    let have = words("have/have/AUX/VBP/7/aux");
    assert_eq!(start(&have, 2).as_deref(), Some("2023-03-17"));
    assert_eq!(start(&have, 6), None);
}

#[test]
fn a_month_behind_by_may_name_what_did_it() {
    let words = "Ties/tie/NOUN/NNS/3/nsubj:pass were/be/AUX/VBD/3/aux:pass \
        helped/help/VERB/VBN/0/root by/by/ADP/IN/7/case the/the/DET/DT/7/det \
        January/January/PROPN/NNP/7/compound signing/signing/NOUN/NN/3/obl";
    assert_eq!(parsed_start(words, 6, Status::Actual).as_deref(), Some("2023-01"));
}

#[test]
fn a_pledge_of_a_day_that_is_over_was_made_on_it() {
    let words = "It/it/PRON/PRP/2/nsubj met/meet/VERB/VBD/0/root its/its/PRON/PRP$/4/nmod:poss \
        pledge/pledge/NOUN/NN/2/obj of/of/ADP/IN/6/case February/February/PROPN/NNP/4/nmod";
    assert_eq!(parsed_start(words, 3, Status::Future).as_deref(), Some("2023-02"));
}

#[test]
fn who_leads_a_delegation_does_not_take_its_day() {
    let words = |verb: &str| {
        format!(
            "Oslo/Oslo/PROPN/NNP/2/nsubj received/receive/VERB/VBD/0/root men/man/NOUN/NNS/2/obj \
             {verb}/3/acl by/by/ADP/IN/6/case Deby/Deby/PROPN/NNP/4/obl:agent \
             on/on/ADP/IN/8/case Monday/Monday/PROPN/NNP/4/obl"
        )
    };
    let start = |verb: &str| parsed_start(&words(verb), 1, Status::Actual);
    assert_eq!(start("led/lead/VERB/VBN").as_deref(), Some("2023-03-13"));
    assert_eq!(start("freed/free/VERB/VBN"), None);
}

#[test]
fn what_lasts_until_now_has_its_start_without_the_day_of_the_text() {
    assert_eq!(
        readings("He has led it (2013–present).", ""),
        ["2013–present: 2013/PRESENT_REF 2013..-"]
    );
    // The day is wrong: nobody tells of the present that it begins later.
    assert_eq!(
        readings("He has led it (2013–present).", "2011-04-13"),
        ["2013–present: 2013/PRESENT_REF 2013..-"]
    );
}

#[test]
fn a_narrative_keeps_its_year_in_the_next_paragraph() {
    let text = "It began in 1811.\n\nIt grew in 1821.\n\nIt shrank in 1825.\n\nIt fell in 1830.\n\n\
                He came in 1832.\n\nHe left on 2 June.";
    assert_eq!(readings(text, DAY).last().unwrap(), "2 June: 1832-06-02 1832-06-02..1832-06-02");
}

#[test]
fn the_last_week_is_a_stretch_and_last_week_is_not() {
    check("It rose in the last week.", &["the last week: P1W 2023-03-10..2023-03-17"]);
    check("It rose last week.", &["last week: 2023-W10 2023-03-06..2023-03-12"]);
}

#[test]
fn the_last_days_of_something_are_not_of_today() {
    check("It shows the last days of Rome.", &["the last days: PXD"]);
    check(
        "She fled in the last months of 1945.",
        &["the last months: PXM", "1945: 1945 1945..1945"],
    );
    check("She told of her last years.", &["last years: PXY"]);
    check("They enjoyed our last evening here.", &[]);
}

#[test]
fn a_number_in_quotation_marks_is_a_name() {
    check("Its master (“2051” in the files) fled.", &[]);
    check("The reform (“in 2051” in the text) failed.", &["2051: 2051 2051..2051"]);
}

#[test]
fn a_year_may_stand_alone_before_a_comma_or_colon() {
    check("2 The Old Boulevard. 1596, the oldest.", &["1596: 1596 1596..1596"]);
    check("3 The Palace. 1647: forty columns.", &["1647: 1647 1647..1647"]);
    check("It left at 1647:30 on track 3.", &[]);
}

#[test]
fn an_early_year_may_be_before_became() {
    check(
        "It fell in 71 AD and after 211 became a city.",
        &["71 AD: 0071 0071..0071", "211: 0211 0211..-"],
    );
}

#[test]
fn years_in_words_may_be_joined() {
    check(
        "He spoke in fifteen sixteen, and fifteen seventeen.",
        &["fifteen sixteen: 1516 1516..1516", "fifteen seventeen: 1517 1517..1517"],
    );
    check("He saw sixteen, and fifteen seventeen of them.", &[]);
}

#[test]
fn days_of_opening_and_of_a_list_are_sets() {
    check("It is open Mon-Fri.", &["Fri.: XXXX-WXX-5"]);
    check(
        "It came every Wednesday/Thursday.",
        &["every Wednesday: XXXX-WXX-3", "Thursday: XXXX-WXX-4"],
    );
    check("They send ten on a Monday coming from us.", &["Monday: XXXX-WXX-1"]);
}

#[test]
fn the_middle_of_the_night_is_a_time_of_day() {
    let (_, found) = expressions("It came in the middle of the night.", DAY);
    assert_eq!(found[0].rule, "time of day");
}

#[test]
fn centuries_under_one_article_are_one_stretch() {
    check(
        "It was held in the twelfth to sixteenth centuries.",
        &["the twelfth to sixteenth centuries: 11/15 1100..1599"],
    );
    check(
        "It stood from the 7th to 5th centuries BC.",
        &["the 7th to 5th centuries BC: -07/-05 -0700..-0401"],
    );
    check("It stood from the 400th to 5th centuries BC.", &["5th centuries BC: -05 -0500..-0401"]);
}

#[test]
fn the_era_of_the_second_year_is_of_the_first_too() {
    check(
        "They lived there from about 1200 to about 400 BCE.",
        &["1200: -1200 -1200..-1200", "400 BCE: -0400 -0400..-0400"],
    );
    check(
        "Games were held from 776 BCE to 394 AD.",
        &["776 BCE: -0776 -0776..-", "394 AD: 0394 -..0394"],
    );
}

#[test]
fn a_winter_may_have_two_years() {
    check(
        "He fell ill in the winter of 373 - 374.",
        &["the winter of 373 - 374: 0373-WI 0373-12..0374-02"],
    );
    check(
        "It retreated in the winter of 1776–77.",
        &["the winter of 1776–77: 1776-WI 1776-12..1777-02"],
    );
}

#[test]
fn periods_that_have_certain_days_are_dates_where_words_make_them_one() {
    check(
        "It grew after the Korean War.",
        &["the Korean War: 1950-06-25/1953-07-27 1953-07-27..-"],
    );
    check(
        "He stayed for the remainder of the American Revolutionary War.",
        &["the American Revolutionary War: 1775-04-19/1783-09-03 1775-04-19..1783-09-03"],
    );
    check("He served in the American Civil War.", &[]);
}

#[test]
fn what_is_so_still_is_not_of_this_day() {
    check("Today only a few remain.", &["Today: PRESENT_REF"]);
    check("Today the quarter has a market still.", &["Today: PRESENT_REF"]);
    check("They are the ancestors of today's Moriori.", &["today: PRESENT_REF"]);
    check(
        "Today's Friday.",
        &["Today: 2023-03-17 2023-03-17..2023-03-17", "Friday: 2023-03-17 2023-03-17..2023-03-17"],
    );
    check("Today's U.S. sanctions hit a bank.", &["Today: 2023-03-17 2023-03-17..2023-03-17"]);
    check("The heirs of the first settlers live on today.", &["today: PRESENT_REF"]);
}

#[test]
fn a_season_in_a_general_sentence_is_of_every_year() {
    check("In the summer, dry heat is the norm.", &["the summer: XXXX-SU"]);
    check("It can get cold in the winter.", &["the winter: XXXX-WI"]);
    check(
        "Spring and late autumn are the best times to come.",
        &["Spring: XXXX-SP", "late autumn: XXXX-FA"],
    );
    // Plans have a date.
    check("They are meeting in the summer.", &["the summer: 2023-SU 2023-06..2023-08"]);
    check("The talks are in the summer.", &["the summer: 2023-SU 2023-06..2023-08"]);
    check("She is ready to come in the summer.", &["the summer: 2023-SU 2023-06..2023-08"]);
}

#[test]
fn a_rate_tells_of_no_week() {
    check("It offers two flights per week on Thursday.", &["Thursday: XXXX-WXX-4"]);
    check(
        "They sit six hours a day and rest for the rest of the day.",
        &["six hours: PT6H", "a day: P1D", "the rest of the day: XXXX-XX-XX"],
    );
    check(
        "They held talks a week ago on Thursday.",
        &[
            "a week ago: 2023-03-10 2023-03-10..2023-03-10",
            "Thursday: 2023-03-16 2023-03-16..2023-03-16",
        ],
    );
}

#[test]
fn what_takes_a_week_is_no_rate() {
    for verb in ["takes", "is", "lasts"] {
        check(
            &format!("The trial {verb} a week and resumes on Thursday."),
            &["a week: P1W", "Thursday: 2023-03-16 2023-03-16..2023-03-16"],
        );
    }
}

#[test]
fn what_readers_are_told_to_do_has_no_day() {
    check("Leave your car there overnight.", &["overnight: XXXX-XX-XXTNI"]);
    check("If you sit down the next day, go on.", &["the next day: XXXX-XX-XX"]);
    check("They shelled it overnight.", &["overnight: 2023-03-16TNI 2023-03-16..2023-03-17"]);
}

#[test]
fn what_came_behind_until_makes_it_past() {
    check("They stayed until January, when it closed.", &["January: 2023-01 -..2023-01"]);
    check("They stay until January.", &["January: 2024-01 -..2024-01"]);
}

#[test]
fn what_starts_on_a_day_is_to_come() {
    check("The trial begins on Monday.", &["Monday: 2023-03-20 2023-03-20..2023-03-20"]);
    check("The exams start on Monday.", &["Monday: 2023-03-20 2023-03-20..2023-03-20"]);
}

#[test]
fn this_week_ends_today_where_it_tells_of_the_past() {
    check("They have met twice this week.", &["this week: 2023-W11 2023-03-13..2023-03-17"]);
    check("They will meet this week.", &["this week: 2023-W11 2023-03-13..2023-03-19"]);
}

#[test]
fn what_has_happened_is_not_of_a_day_to_come() {
    let text = "The debate slated for April 15 has been cancelled.";
    assert_eq!(event(text, "cancelled", Status::Actual), None);
    // The day of a text may be off by one or two.
    let text = "They met on March 18.";
    assert_eq!(event(text, "met", Status::Actual), days("2023-03-18", "2023-03-18"));
    let text = "They welcomed the summit later this week.";
    assert_eq!(event(text, "welcomed", Status::Actual), None);
    let text = "They will meet on April 15.";
    assert_eq!(event(text, "meet", Status::Future), days("2023-04-15", "2023-04-15"));
}

#[test]
fn what_might_have_been_looks_back() {
    check(
        "He might have called them in late July.",
        &["late July: 2022-07 2022-07-21..2022-07-31"],
    );
    check("He might call them in late July.", &["late July: 2023-07 2023-07-21..2023-07-31"]);
    let rows = "1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n\
                2\tmight\tmight\tAUX\tMD\t_\t4\taux\t_\t_\n\
                3\thave\thave\tAUX\tVB\t_\t4\taux\t_\t_\n\
                4\tcalled\tcall\tVERB\tVBN\t_\t0\troot\t_\t_\n\
                5\tin\tin\tADP\tIN\t_\t6\tcase\t_\t_\n\
                6\tJuly\tJuly\tPROPN\tNNP\t_\t4\tobl\t_\t_\n";
    let july = |rows: &str| {
        let (article, annotation) = conllu::parse(rows).unwrap();
        let article = Article { date: DAY.parse().ok(), ..article };
        find(&article, &annotation)[0].value.clone()
    };
    assert_eq!(july(rows), "2022-07");
    // What will have been is to come.
    assert_eq!(july(&rows.replace("might", "will")), "2023-07");
    check("They will have left in late July.", &["late July: 2023-07 2023-07-21..2023-07-31"]);
}

#[test]
fn since_then_ends_a_story_of_another_time() {
    let text = "It was founded in October 2008.\n\nSince then it has grown, and in March it moved.";
    assert_eq!(readings(text, DAY)[1], "March: 2023-03 2023-03..2023-03");
    let text = "It was founded in October 2008.\n\nIn November it moved.";
    assert_eq!(readings(text, DAY)[1], "November: 2008-11 2008-11..2008-11");
}

#[test]
fn the_first_weeks_of_a_month_are_days_of_it() {
    check(
        "They shelled it during the first two weeks of February.",
        &["the first two weeks of February: 2023-02-01/2023-02-14 2023-02-01..2023-02-14"],
    );
    check(
        "They shelled it in the first ten days of May 2020.",
        &["the first ten days of May 2020: 2020-05-01/2020-05-10 2020-05-01..2020-05-10"],
    );
}
