/**
 * Words that say how others belong together and little by themselves, as keys: articles, pronouns,
 * prepositions, auxiliaries, conjunctions, and the commonest words of reporting. Negations are no
 * function words: "will not work" says something else than "will work".
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the ' +
    'i me my mine myself you your yours he him his himself she her hers herself it its itself ' +
    'we us our ours ourselves they them their theirs themselves this that these those there here ' +
    'who whom whose which what ' +
    'about above across after against along amid among around as at before behind below between ' +
    'beyond by despite down during for from in inside into near of off on onto out outside over ' +
    'since through throughout till to toward towards under until up upon via with within without ' +
    'am is are was were be been being have has had having do does did doing will would shall ' +
    'should can could may might must ' +
    'and but or if so because than then though although while whereas whether when where why how ' +
    "it's that's he's she's i'm we're they're you're i've we've they've you've i'll we'll " +
    'said says say mr mrs ms'
  ).split(' '),
);
