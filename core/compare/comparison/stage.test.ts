import { expect, it } from 'vitest';

import type { KnownLanguage } from '../../text/speech/detect.ts';
import { stageOf } from './stage.ts';

it.each<[KnownLanguage, string, string | null]>([
  ['en', 'The leaders will meet on Monday', 'ahead: will'],
  ['en', 'The leaders met on Monday', 'past: met'],
  ['de', 'Die Minister sollen sich am Montag treffen', 'ahead: sollen'],
  ['de', 'Die Minister trafen sich am Montag', 'past: trafen'],
  // “wird” is the present of a passive as well.
  ['de', 'Die Brücke wird gesperrt', null],
  ['fr', 'Les ministres vont discuter du plan', 'ahead: vont discuter'],
  ['fr', 'Les ministres ont discuté du plan', 'past: ont discuté'],
  ['es', 'Los ministros van a discutir el plan', 'ahead: van a'],
  ['es', 'Los ministros fueron recibidos', 'past: fueron'],
  ['ru', 'Встреча состоится завтра', 'ahead: завтра'],
  ['ru', 'Встреча состоялась в Москве', 'past: состоялась'],
  ['ru', 'Мост закрыт', null],
])('in %s “%s” tells of what is %s', (language, words, expected) => {
  const found = stageOf(words, language);
  expect(found && `${found.type}: ${found.words}`).toBe(expected);
});
