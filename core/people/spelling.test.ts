import { describe, expect, it } from 'vitest';

import { bareName, foldPart, isDescription, readSpelling, mayBeOne } from './spelling.ts';

describe('a name without what somebody is', () => {
  it.each([
    ['Russian Foreign Minister Sergei Lavrov', 'Sergei Lavrov'],
    ['the Russian foreign minister, Sergei Lavrov', null],
    ['Lavrov', 'Lavrov'],
    ['Mr. Erdogan', 'Erdogan'],
    ['“Sergey Lavrov,”', 'Sergey Lavrov'],
    ['Sergei Lavrov, Russia’s foreign minister', 'Sergei Lavrov'],
    ['Russia’s Lavrov', 'Lavrov'],
    ['Lavrov’s', 'Lavrov'],
    ['NATO Secretary General Mark Rutte', 'Mark Rutte'],
    ['European Commission President Ursula von der Leyen', 'Ursula von der Leyen'],
    ['von der Leyen', 'von der Leyen'],
    ['Foreign Ministry spokeswoman Maria Zakharova', 'Maria Zakharova'],
    ['Admiral Giuseppe Cavo Dragone', 'Giuseppe Cavo Dragone'],
    ['President Bashar al-Assad', 'Bashar al-Assad'],
    ['Stephen King', 'Stephen King'],
    ['Theresa May', 'Theresa May'],
    ['Robert F. Kennedy Jr.', 'Robert F. Kennedy'],
    ['Sergey\u00a0 Lavrov\u200b', 'Sergey Lavrov'],
    ['Министр Сергей Лавров', 'Сергей Лавров'],
    ['Bundeskanzler Friedrich Merz', 'Friedrich Merz'],
    ['Gewerkschaftschefin Anna Berg', 'Anna Berg'],
    ['Nach Angaben von Hafendirektor Brandt', 'Brandt'],
    ['CDU-Verkehrspolitikerin Ilse Krüger', 'Ilse Krüger'],
    ['Michael Leiter', 'Michael Leiter'],
    ['Le Pen', 'Le Pen'],
    ['Marine Le Pen', 'Marine Le Pen'],
    ['Su Tseng-chang', 'Su Tseng-chang'],
    ['le président Emmanuel Macron', 'Emmanuel Macron'],
    ['李强', '李强'],
  ])('of “%s” is %j', (words, name) => {
    expect(bareName(words)).toBe(name);
  });

  it.each([
    'The Russian official',
    'the minister',
    'a senior official',
    'he',
    'U.S.',
    'US',
    'the US',
    'United States',
    'NATO',
    'the Kremlin',
    'Moscow',
    'Russian Foreign Ministry',
    'March 4',
    'March',
    'Early May',
    'officials',
    'Der Kanzler',
    'МИД',
    '',
    '   ',
    '“”',
    '42',
  ])('nobody is named by “%s”', (words) => {
    expect(bareName(words)).toBeNull();
  });

  it('takes no longer for a phrase that never ends', () => {
    expect(bareName('Of The '.repeat(100_000))).toBeNull();
    expect(bareName(`${'a'.repeat(200_000)} Lavrov`)).toBe('Lavrov');
  });
});

describe('words that tell of somebody', () => {
  it.each(['The Russian official', 'he', 'He', 'the minister', 'Foreign Minister', 'Der Kanzler'])(
    'and name nobody: “%s”',
    (words) => {
      expect(isDescription(words)).toBe(true);
    },
  );

  it.each([
    'Moscow',
    'the Kremlin',
    'NATO',
    'U.S.',
    'Sergei Lavrov',
    'Russian Foreign Ministry',
    '外交部',
  ])('or name a body, a place or a person: “%s”', (words) => {
    expect(isDescription(words)).toBe(false);
  });
});

describe('spellings of one name', () => {
  it.each([
    ['Sergey Lavrov', 'Sergei Lavrov'],
    ['Volodymyr Zelensky', 'Volodymyr Zelenskyy'],
    ['Volodymyr Zelensky', 'Volodymyr Zelenskiy'],
    ['Recep Tayyip Erdoğan', 'Tayyip Erdogan'],
    ['Recep Tayyip Erdoğan', 'Recep Erdogan'],
    ['Oleksandr Syrskyi', 'Aleksandr Syrsky'],
    ['Mikhail Khodorkovsky', 'Mihail Hodorkovskiy'],
    ['Ban Ki-moon', 'Ban Ki Moon'],
    ['Hakan Fidan', 'HAKAN FIDAN'],
    ['S. Lavrov', 'Sergey Lavrov'],
    ['Donald J. Trump', 'Donald Trump'],
    ['Łukasz Jasina', 'Lukasz Jasina'],
  ])('are %s and %s', (a, b) => {
    const [one, other] = [readSpelling(a), readSpelling(b)];
    expect(one && other && mayBeOne(one, other)).toBe(true);
    expect(one && other && mayBeOne(other, one)).toBe(true);
  });

  it.each([
    ['Li Qiang', 'Li Keqiang'],
    ['Sergey Lavrov', 'Maria Lavrov'],
    ['Maria Zakharova', 'Maria Zakharov'],
    ['Alexander Petrov', 'Alexandra Petrov'],
    ['Donald Tusk', 'Donald Trump'],
    ['Sergey Lavrov', 'Sergey Shoigu'],
  ])('are not %s and %s', (a, b) => {
    const [one, other] = [readSpelling(a), readSpelling(b)];
    expect(one && other && mayBeOne(one, other)).toBe(false);
  });

  it.each([
    ['Zelenskyy', 'zelenski'],
    ['Zelenskiy', 'zelenski'],
    ['Zelensky', 'zelenski'],
    ['Erdoğan', 'erdogan'],
    ['Aleksandr', 'alexandr'],
    ['Khan', 'han'],
    ['Wolf', 'volf'],
    ['Y.', 'y'],
  ])('%s is compared as %s', (part, folded) => {
    expect(foldPart(part)).toBe(folded);
  });
});
