import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findQuotations } from './quotations.ts';
import { suggestSpeaker } from './speaker-suggestion.ts';

const seed = (name: string): string =>
  readFileSync(new URL(`../../../seeds/${name}.txt`, import.meta.url), 'utf8');

const seeds: Readonly<Record<string, string>> = {
  '000': seed('000_84dcb151e65168d7'),
  '001': seed('001_c577037625e26c98'),
  '002': seed('002_9041cdeeb3459cbc'),
  '003': seed('003_73b5eeedabdcb029'),
  '004': seed('004_bad3bbfa38c869dd'),
};

/** The suggestion for the last quotation of a text, as the words it points at. */
function suggested(
  text: string,
  quotation = findQuotations(text).at(-1),
): { name: string; words: string; cue: string } | undefined {
  if (!quotation) throw new Error(`No quotation in: ${text}`);
  const suggestion = suggestSpeaker(text, quotation);
  return (
    suggestion && {
      name: suggestion.name,
      words: text.slice(suggestion.span.start, suggestion.span.end),
      cue: suggestion.cue ? text.slice(suggestion.cue.start, suggestion.cue.end) : '',
    }
  );
}

describe('suggestSpeaker on the seed articles', () => {
  it.each([
    ['000', 122, 'Sergey Lavrov', 0, 'has called'],
    ['000', 605, 'Lavrov', 566, 'saying'],
    ['000', 1514, 'Lavrov', 1449, 'described'],
    ['000', 2176, 'Lavrov', 2137, 'reiterated'],
    ['001', 207, 'Russia', 101, 'has warned'],
    ['001', 644, 'Lavrov', 625, 'said'],
    ['001', 869, 'Lavrov', 625, 'added'],
    ['001', 1219, 'Giuseppe Cavo Dragone', 1133, 'noting'],
    ['001', 2299, 'Lavrov', 2248, 'reiterated'],
    ['002', 184, 'Sergey Lavrov', 118, 'stating'],
    ['002', 320, 'Lavrov', 483, 'said'],
    ['002', 737, 'Lavrov', 694, 'According to'],
    ['002', 865, 'Lavrov', 694, 'criticized'],
    ['002', 933, 'Lavrov', 694, 'stating'],
    ['002', 2642, 'Lavrov', 2588, 'describing'],
    ['003', 139, 'Sergei Lavrov', 0, 'has declared'],
    ['003', 602, 'Lavrov', 569, 'called'],
    ['003', 692, 'Lavrov', 855, 'said'],
    ['003', 868, 'Lavrov', 855, 'said'],
    ['003', 1117, 'Lavrov', 1098, 'argued'],
    ['003', 1799, 'Moscow', 1753, 'repeated'],
    ['004', 91, 'Sergey Lavrov', 0, 'says'],
    ['004', 232, 'Russia', 110, 'has warned'],
    ['004', 350, 'Sergey Lavrov', 513, 'said'],
    ['004', 571, 'Sergey Lavrov', 513, 'said'],
    ['004', 1412, 'Lavrov', 1365, 'accused'],
    ['004', 1480, 'Lavrov', 1365, 'said'],
    ['004', 1650, 'Lavrov', 1717, 'added'],
  ])('in %s the quotation at %i is by %s', (article, start, name, nameStart, cue) => {
    const text = seeds[article] ?? '';
    const quotation = findQuotations(text).find((candidate) => candidate.start === start);
    expect(quotation).toBeDefined();
    if (!quotation) return;
    expect(suggested(text, quotation)).toMatchObject({ name, cue });
    expect(suggestSpeaker(text, quotation)?.span.start).toBe(nameStart);
  });

  it.each([
    // The sentence is about "NATO military leaders", who hold a meeting: no verb of speaking.
    ['000', 1040],
    // A headline.
    ['001', 55],
    // "The Russian official said" names nobody.
    ['004', 1231],
    ['004', 1311],
  ])('in %s the quotation at %i has no suggestion', (article, start) => {
    const text = seeds[article] ?? '';
    const quotation = findQuotations(text).find((candidate) => candidate.start === start);
    expect(quotation).toBeDefined();
    if (quotation) expect(suggestSpeaker(text, quotation)).toBeUndefined();
  });
});

describe('suggestSpeaker', () => {
  it.each([
    ['“We won,” said Mr. John van der Berg.', 'John van der Berg', 'Mr. John van der Berg', 'said'],
    ['“Is it?” Smith asked.', 'Smith', 'Smith', 'asked'],
    ['The Kremlin said “no”.', 'Kremlin', 'Kremlin', 'said'],
    ['NATO said “no”.', 'NATO', 'NATO', 'said'],
    [
      'NATO Secretary General Mark Rutte said “no”.',
      'Mark Rutte',
      'NATO Secretary General Mark Rutte',
      'said',
    ],
    [
      'The Russian Foreign Ministry said: “No.”',
      'Russian Foreign Ministry',
      'Russian Foreign Ministry',
      'said',
    ],
    [
      'Ursula von der Leyen, speaking in Kyiv, said it was “fine”.',
      'Ursula von der Leyen',
      'Ursula von der Leyen',
      'said',
    ],
    [
      'Zelenskyy’s chief of staff, Andriy Yermak, announced “a plan”.',
      'Andriy Yermak',
      'Andriy Yermak',
      'announced',
    ],
    ['“No”, according to Gen. Mark Milley.', 'Mark Milley', 'Gen. Mark Milley', 'according to'],
    [
      '“Go,” says U.S. President Donald Trump.',
      'Donald Trump',
      'U.S. President Donald Trump',
      'says',
    ],
    [
      'Jean-Luc Godard wrote that it was “good”. He later called it “bad”.',
      'Jean-Luc Godard',
      'Jean-Luc Godard',
      'called',
    ],
    ['Asked if he agreed, Trump said: “No.”', 'Trump', 'Trump', 'said'],
    ['“A start,” Smith told reporters. “An end.”', 'Smith', 'Smith', 'told'],
    ['“Dead” is how it looks, Lavrov said on Monday.', 'Lavrov', 'Lavrov', 'said'],
    ['“No,” the Kremlin said.', 'Kremlin', 'Kremlin', 'said'],
    ['But on the whole Lavrov said “yes”.', 'Lavrov', 'Lavrov', 'said'],
    [
      'Environment Secretary Helen Marsh said it was “late”.',
      'Helen Marsh',
      'Environment Secretary Helen Marsh',
      'said',
    ],
    ['Lumeo CEO Victor Hale said “no”.', 'Victor Hale', 'Lumeo CEO Victor Hale', 'said'],
    [
      'Martin Luther King III said “no”.',
      'Martin Luther King III',
      'Martin Luther King III',
      'said',
    ],
    [
      'Foreign Minister Oksana Belyk of Ostrava said: “No.”',
      'Oksana Belyk',
      'Foreign Minister Oksana Belyk',
      'said',
    ],
    ['Paul Crane from the Union Bank said: “No.”', 'Paul Crane', 'Paul Crane', 'said'],
    [
      '“No,” Northern Water boss Daniel Okoro had said.',
      'Daniel Okoro',
      'Daniel Okoro',
      'had said',
    ],
    ['“No,” said opposition deputy Igor Danko.', 'Igor Danko', 'Igor Danko', 'said'],
    ['“No,” said inspector Igor Danko.', 'Igor Danko', 'Igor Danko', 'said'],
    [
      'According to council inspector Kofi Mensah, it is “bad”.',
      'Kofi Mensah',
      'Kofi Mensah',
      'According to',
    ],
    ['Engineer Kofi Mensah said “no”.', 'Kofi Mensah', 'Engineer Kofi Mensah', 'said'],
    ['“No,” said a spokesman, Igor Danko, on Monday.', 'Igor Danko', 'Igor Danko', 'said'],
    ['Helen Marsh spoke of “repeated warnings”.', 'Helen Marsh', 'Helen Marsh', 'spoke of'],
    ['“No,” Okoro was quoted as saying in 2019.', 'Okoro', 'Okoro', 'was quoted as saying'],
    ['Okoro was quoted as saying: “No.”', 'Okoro', 'Okoro', 'was quoted as saying'],
    ['Belyk answered that there “will be none”.', 'Belyk', 'Belyk', 'answered'],
    ['Lars Nyholm is “ready”, he boasted in 2015.', 'Lars Nyholm', 'Lars Nyholm', 'boasted'],
    ['Nyholm says it is “ready”, and warned that time “is short”.', 'Nyholm', 'Nyholm', 'warned'],
    [
      'Helen Marsh spoke.\nNorthern Water, she said, “looked away”.',
      'Helen Marsh',
      'Helen Marsh',
      'said',
    ],
    [
      'Runner Banda cleared\nThe sprinter Grace Banda was cleared. “I ran,” she said in tears.',
      'Grace Banda',
      'Grace Banda',
      'said',
    ],
    [
      'It rained all day\nHours after a hearing, Victor Hale unveiled a phone. “Nice,” he told us.',
      'Victor Hale',
      'Victor Hale',
      'told',
    ],
  ])('in %j finds %s', (text, name, words, cue) => {
    expect(suggested(text)).toEqual({ name, words, cue });
  });

  it('lets one who is named before a quotation go on behind it', () => {
    const text = 'Nyholm says he is “ready”, and warned that time “is short”.';
    const [first] = findQuotations(text);
    expect(suggested(text, first)).toMatchObject({ name: 'Nyholm', cue: 'says' });
  });

  it.each([
    ['Officials said “no” again.', 'a common noun'],
    ['Missiles reportedly called “smart” fell.', 'a plural that begins the sentence'],
    ['An aide to Lavrov said “no”.', 'a name inside another phrase'],
    ['Macron and Merz said “no”.', 'two speakers'],
    ['Trump was accused of “a lie”.', 'a passive'],
    ['Smith spoke first. The minister called it “bad”.', 'a speaker without a name'],
    ['“No,” said the minister.', 'a speaker without a name behind the quotation'],
    ['“No,” the minister said, as Lavrov had warned.', 'the nearer speaker without a name'],
    ['Russia attacked. He said “no”.', 'a country that is not a he'],
    ['Yesterday Russia warned of war. He said “no”.', 'a country that speaks but is not a he'],
    ['“We go,” he said.', 'a pronoun with nobody before it'],
    ['The “dead end” talks collapsed because Trump said he would go.', 'a verb in another clause'],
    ['Lavrov said: “It was a ‘lie’ of his.” Trump left “soon”.', 'another sentence'],
    ['The so-called “dead end” is long.', 'no verb of speaking'],
    ['“Alone.”', 'nothing around it'],
    ['The minister said it was “bad” and warned of “worse”.', 'the same one without a name'],
    ['“No,” said in Moscow Lavrov’s spokesman.', 'a place'],
    ['“No,” said a man who knows Putin.', 'a name in another clause'],
    ['The Bank of England said “no”.', 'a body whose name ends with a place'],
    ['The Royal College of Nursing said “no”.', 'a body whose name ends with what it is for'],
  ])('in %j suggests nobody: %s', (text) => {
    expect(suggested(text)).toBeUndefined();
  });

  it.each<[string, string | undefined]>([
    // German
    ['„Wir gehen nicht“, sagte Bürgermeister Karl Meier am Montag.', 'Karl Meier'],
    ['„Wir gehen nicht“, erklärte der Bürgermeister Karl Meier.', 'Karl Meier'],
    ['Karl Meier sagte in der Stadt: „Wir gehen nicht und das ist gut.“', 'Karl Meier'],
    ['Am Montag sagte Karl Meier, das sei „nicht gut“ für die Stadt.', 'Karl Meier'],
    ['Karl Meier kam. „Das ist nicht der Weg“, sagte Meier und ging.', 'Meier'],
    ['Karl Meier war da und sprach. Das ist „nicht der Weg“, sagte er.', 'Karl Meier'],
    ['Das ist „nicht der Weg“, so Karl Meier.', 'Karl Meier'],
    ['Laut Karl Meier ist das „nicht der Weg“.', 'Karl Meier'],
    ['„Das ist nicht der Weg“, sagte der Sprecher und ging.', undefined],
    ['Die Strecke sei „nicht der Weg“, hatte Karl Meier zuvor erklärt.', 'Karl Meier'],
    ['Karl Meier sagte, er sei „müde“, und warnte, das sei „nicht der Weg“.', 'Karl Meier'],
    ['Die Regierung sagte, das sei „nicht der Weg“.', undefined],
    ['Die Fahrt war lang. Die Fahrt sagte „nicht“ zu und das war es.', undefined],
    // French
    ['« Nous partons », a déclaré Jean Martin, le maire de la ville.', 'Jean Martin'],
    ['« Nous partons », a déclaré le maire de la ville, Jean Martin.', 'Jean Martin'],
    ['« Nous partons », a affirmé le ministre des Affaires étrangères Jean Martin.', 'Jean Martin'],
    ['Jean Martin a estimé que le plan est « une erreur » pour la ville.', 'Jean Martin'],
    ['Selon Jean Martin, le plan est « une erreur ».', 'Jean Martin'],
    ['Jean Martin a parlé et dit oui. Le plan est « une erreur », a-t-il ajouté.', 'Jean Martin'],
    ['« Nous partons pour la ville », prévient Jean Martin.', 'Jean Martin'],
    ["Jean Martin l'a répété pour la ville : « Nous partons. »", 'Jean Martin'],
    ['« Le plan est une erreur », a déclaré le maire de la ville.', undefined],
    // Spanish
    ['«No nos vamos», dijo Juan Pérez en la plaza.', 'Juan Pérez'],
    ['“No nos vamos de la plaza”, afirmó el alcalde Juan Pérez.', 'Juan Pérez'],
    ['«No nos vamos», aseguró el ministro de Exteriores, Juan Pérez, en la plaza.', 'Juan Pérez'],
    ['Juan Pérez dijo que el plan es «un error».', 'Juan Pérez'],
    ['Según Juan Pérez, el plan es «un error».', 'Juan Pérez'],
    ['«El plan es un error», dijo la portavoz.', undefined],
    // Russian
    ['«Мы ждём», — сказал Иван Петров.', 'Иван Петров'],
    ['«Мы ждём», — заявил министр иностранных дел Иван Петров.', 'Иван Петров'],
    ['«Мы ждём», — заявил пресс-секретарь Кремля Иван Петров.', 'Иван Петров'],
    ['Министр Иван Петров заявил, что это «тупик».', 'Иван Петров'],
    ['Мария Петрова сказала: «Мы ждём».', 'Мария Петрова'],
    ['Иван Петров заявил о планах. Это «тупик», — добавил он.', 'Иван Петров'],
    ['Президент России заявил, что это «тупик».', undefined],
    ['Пресс-секретарь Кремля заявил, что это «тупик».', undefined],
    ['«Мы ждём», — сказал он журналистам Ивана Петрова.', undefined],
    ['«Мы ждём», — сообщил источник в Москве.', undefined],
    ['«Мы ждём, — сказал Иван Петров, — и это всё».', 'Иван Петров'],
    ['Иван Петров заявил о планах. «Мы ждём, — добавил он, — и это всё».', 'Иван Петров'],
  ])('in %j finds %s', (text, name) => {
    expect(suggested(text)?.name).toBe(name);
  });

  it.each<[string, string | undefined, string]>([
    ['Q: “Will you go?”', 'Q', 'the one who asks'],
    ['Q: Why?\nA: “We will not go.”', 'A', 'the one who answers'],
    ['LAVROV: “We wait.”', 'LAVROV', 'a name in capitals'],
    ['Sergey Lavrov: “We wait.”', 'Sergey Lavrov', 'a name'],
    ['The West heard Lavrov.\nLavrov: “We wait.”', 'Lavrov', 'a name that stands elsewhere'],
    ['Вопрос: «Ждём?»', 'Вопрос', 'a word for it'],
    [
      'SL: “We wait,” as Sergey Lavrov wrote',
      'Sergey Lavrov',
      'the letters that a name begins with',
    ],
    ['Note: “We wait.”', undefined, 'a word that is no name'],
    ['The end: “We wait.”', undefined, 'words that are no name'],
    ['A: Trump told us “never”.', 'Trump', 'words with a speaker of their own'],
    ['A: Somebody told us “never”.', undefined, 'words of somebody else'],
  ])('in the line %j finds %s: %s', (text, name) => {
    expect(suggested(text)?.name).toBe(name);
  });

  it('answers for words without marks in a line that begins with who speaks', () => {
    const text = 'Q: Why is that so?\nA: Because we wait here.';
    const said = text.indexOf('Because');
    expect(suggestSpeaker(text, { start: said, end: text.length })).toEqual({
      name: 'A',
      span: { start: said - 3, end: said - 2 },
    });
    const asked = text.indexOf('Why');
    expect(suggestSpeaker(text, { start: asked, end: said - 4 })?.name).toBe('Q');
  });

  it('resolves a pronoun across a blank line but not across two paragraphs', () => {
    expect(suggested('Lavrov said it.\n\nHe added: “No.”')?.name).toBe('Lavrov');
    expect(suggested('Lavrov said it.\n\nRain fell.\n\nHe added: “No.”')).toBeUndefined();
  });

  it('answers alike for a quotation and for words selected inside it', () => {
    const text = 'Trump arrived. “We go now,” Lavrov said.';
    const [quotation] = findQuotations(text);
    expect(quotation).toBeDefined();
    if (!quotation) return;
    const inside = { start: quotation.start + 4, end: quotation.end - 2 };
    expect(suggestSpeaker(text, inside)).toEqual(suggestSpeaker(text, quotation));
    expect(suggestSpeaker(text, quotation)?.name).toBe('Lavrov');
  });

  it('answers for reported speech without marks', () => {
    const text = seeds['004'] ?? '';
    const said = 'it would not accept NATO troops in Ukraine';
    const start = text.indexOf(said);
    expect(suggestSpeaker(text, { start, end: start + said.length })?.name).toBe('Russia');
  });

  it('suggests nobody for a quotation inside another', () => {
    const text = 'Lavrov said: “It was a ‘lie’ of his.”';
    const [outer, inner] = findQuotations(text);
    expect(outer && suggestSpeaker(text, outer)?.name).toBe('Lavrov');
    expect(inner?.depth).toBe(1);
    expect(inner && suggestSpeaker(text, inner)).toBeUndefined();
  });

  it('does not read speakers out of the words of another quotation', () => {
    expect(suggested('The paper wrote “Trump said it” and then “never”.')?.name).not.toBe('Trump');
  });

  it('looks only near the quotation', () => {
    const near = 'Lavrov said “no”.';
    const filler = 'Nothing happened here today.\n'.repeat(500);
    const text = `Trump said it.\n${filler}${near}`;
    const quotation = findQuotations(text).at(-1);
    expect(quotation && suggestSpeaker(text, quotation)?.span.start).toBe(
      text.length - near.length,
    );
  });

  it('points inside the text and at words that end with the name, whatever the text', () => {
    const part = fc.constantFrom(
      ...[
        'Lavrov',
        'said',
        '“',
        '”',
        '‘',
        '’',
        ',',
        '.',
        '?',
        '\n',
        'He',
        'the',
        'U.S.',
        '“no”',
        '🇺🇦',
      ],
      ...[
        'according to',
        'with',
        'noting',
        'President',
        'Mark Milley',
        'told',
        'Officials',
        '\ud83d',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join(' ');
        for (const quotation of findQuotations(text)) {
          const suggestion = suggestSpeaker(text, quotation);
          if (!suggestion) continue;
          const { span, cue, name } = suggestion;
          expect(text.slice(span.start, span.end).endsWith(name)).toBe(true);
          expect(cue && cue.start < cue.end && cue.end <= text.length).toBe(true);
        }
      }),
    );
  });
});
