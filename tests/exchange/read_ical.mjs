// SPDX-FileCopyrightText: 2026 Verkstad contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Reads a calendar on stdin with ical.js (its path is the argument) and prints its events as JSON, times in UTC.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    location: event.location,
    sequence: event.sequence,
    start: moment(event.startDate),
    end: moment(event.endDate),
    whole_days: event.startDate.isDate,
    status: component.getFirstPropertyValue("status"),
    conference: component.getFirstPropertyValue("conference"),
    categories: component.getAllProperties("categories").flatMap((property) => property.getValues()),
  };
});
console.log(JSON.stringify(events));
