// A made-up event in four tellings, and which quotations of it are renderings of the same words.
import type { ComparedEvent } from '../evidence/items.ts';
import { eventOf } from './event.ts';

const ARTICLES = [
  `Harbour plan meets resistance in Norvik
Mayor Petra Lindqvist said on Tuesday: “We will not sell one metre of the harbour, and whoever says otherwise is misleading the people of this town.” She told “Meet the Region” that the offer was “deeply troubling”.
The port company's director, Oskar Brandt, said: “The terminal brings four hundred jobs to a town that has lost a thousand.” He rejected talk of a “fire sale”.
Protesters who formed a “caravan” of boats say they will return.`,
  `Mayor: harbour is “not for sale”
Petra Lindqvist told reporters that “whoever says otherwise is misleading the people”. “We won't give up a single metre of the harbour,” Lindqvist said.
Oskar Brandt said the terminal “brings four hundred jobs” to Norvik. Brandt also said he was “deeply troubled” by the threats against his staff.
A “caravan” of boats blocked the quay for an hour.`,
  `Lindqvist said: “We will not sell one metre of the harbour, and whoever says otherwise is misleading the people of this town.”
Brandt said: “The terminal brings 400 jobs to a town that has lost a thousand.” On “Meet the Region” the mayor was asked whether there was a fire sale.
Fisherman Jon Aas said: “Nobody asked us before the dredgers came.”`,
  `Jon Aas, a fisherman, said that “nobody asked us” and that the boats would come back.
According to Lindqvist, the town will “not sell one metre”. Director Oskar Brandt said that the plan had “lost a thousand” supporters overnight.
“Nobody consulted us before the dredging started,” Aas said.`,
] as const;

export function madeUpEvent(): ComparedEvent {
  return eventOf(...ARTICLES);
}

/** The true family of each quotation, in the order in which they stand. */
export const MADE_UP_FAMILIES: readonly string[] = [
  ...['harbour', 'programme 1', 'troubling', 'jobs', 'fire sale', 'caravan 1'],
  ...['not for sale', 'harbour', 'harbour', 'jobs', 'troubled', 'caravan 2'],
  ...['harbour', 'jobs', 'programme 2', 'asked'],
  ...['asked', 'harbour', 'supporters', 'asked'],
];
