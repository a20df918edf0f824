//! PLOVER's exchange format: one JSON object per event and line.
//!
//! Names are those of the PLOVER manual, chapter 5. It lets providers add fields; ours, which it has
//! no place for, are `article`, `frame`, `status`, `cameo`, `score` and `statements`.

use crate::codes;
use crate::line::Line;
use crate::row::words;
use rapporteur_core::Status;
use rapporteur_core::record::{Entity, Location, Statement};
use serde_json::{Map, Value, json};

pub(crate) fn line(line: &Line) -> String {
    let row = &line.row;
    let (event, report) = (&row.event, &row.report);
    let mut context: Vec<&str> = event.context.iter().map(String::as_str).collect();
    context.extend(auxiliary(event.status));
    let end = event.date.as_ref().and_then(|d| d[1].clone());
    let text = [event.trigger.text.clone()];
    let object = json!({
        "id": row.id(),
        "has_event": true,
        "date": line.day.map(|d| d.to_string()),
        "enddate": end,
        "actor": event.actor.iter().map(entity).collect::<Vec<_>>(),
        "recipient": event.recipient.iter().map(entity).collect::<Vec<_>>(),
        "event": [event.event.as_str()],
        "event_loc": event.location.as_ref().map(location),
        "event_text": text,
        "quad_code": event.quad_code,
        "event_scale": tenths(event.intensity),
        "mode": event.mode,
        "context": context,
        "text": row.sentence,
        "text_info": {
            "sequence": row.sentence_number,
            "start": event.sentence.start,
            "end": event.sentence.end,
        },
        "cite_info": {
            "citation": report.title,
            "url": report.url,
            "title": report.title,
            "language": report.language,
            "publication": report.publisher,
            "coder": report.coder,
            "codebook": report.codebook,
        },
        "coder": report.coder,
        "article": report.id,
        "frame": event.frame,
        "status": event.status,
        "cameo": event.cameo,
        "score": tenths(event.score),
        "statements": row.statements.iter().map(statement).collect::<Vec<_>>(),
    });
    bare(object).to_string() + "\n"
}

/// The auxiliary mode of the manual, which it puts among the contexts.
fn auxiliary(status: Status) -> Option<&'static str> {
    match status {
        Status::Actual => None,
        Status::Future => Some("future"),
        Status::Hypothetical => Some("hypothetical"),
        Status::Negated => Some("negation"),
    }
}

fn entity(entity: &Entity) -> Value {
    let code = entity.code.as_deref();
    bare(json!({
        "code": code.map(|c| codes::country(c).map_or(c, |c| c.actor)),
        "sector": entity.sector,
        "entity_text": entity.span.as_ref().map(|s| &s.text),
        "identifier_text": entity.name,
        "office": entity.office,
    }))
}

fn location(place: &Location) -> Value {
    let is = |resolution: &str| place.resolution.as_deref() == Some(resolution);
    let country = place.code.as_deref().and_then(codes::country);
    bare(json!({
        "extracted_place": Some(words(place)).filter(|w| !w.is_empty()),
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name.as_ref().filter(|_| is("city")),
        "province": place.name.as_ref().filter(|_| is("division")).or(place.admin.get(1)),
        "country": country.map(|c| c.name),
        "country_code": country.map(|c| c.actor),
    }))
}

fn statement(statement: &Statement) -> Value {
    let names = |entities: &[Entity]| entities.iter().map(|e| e.name.clone()).collect::<Vec<_>>();
    json!({
        "id": statement.id,
        "kind": statement.kind,
        "act": statement.act,
        "source": names(&statement.source),
        "channel": names(&statement.channel),
        "cue": statement.cue.as_ref().map(|s| &s.text),
        "content": statement.content.as_ref().map(|s| &s.text),
    })
}

/// A number of the record as it is written there: `0.9`, not what the nearest binary fraction is.
fn tenths(value: f32) -> Value {
    value.to_string().parse::<f64>().map_or(Value::Null, |v| json!(v))
}

/// The object without the fields that are null.
fn bare(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().filter(|(_, v)| !v.is_null()).collect::<Map<_, _>>())
        }
        other => other,
    }
}
