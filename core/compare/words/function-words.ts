import type { KnownLanguage } from '../../text/speech/detect.ts';

/**
 * Words that say how others belong together and little by themselves: articles, pronouns, prepositions,
 * auxiliaries, conjunctions, and the commonest words of reporting; as they are written, for words are
 * compared by their keys. Negations are no function words: "will not work" says something else than "will
 * work".
 */
export const FUNCTION_WORDS: Readonly<Record<KnownLanguage, string>> = {
  en:
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
    'said says say mr mrs ms',
  de:
    'der die das den dem des ein eine einer eines einem einen ' +
    'ich mich mir mein meine du dich dir er ihn ihm sein seine seinen seinem seiner seines sie ihr ihre ' +
    'ihren ihrem ihrer ihres ihnen es wir uns unser unsere unseren euch man sich dies diese dieser dieses ' +
    'diesem diesen jener jene hier dort da wer wen wem was welche welcher welches ' +
    'ab an am auf aus bei beim bis durch für gegen hinter in im ins mit nach neben ohne seit statt trotz ' +
    'über um unter von vom vor während wegen zu zum zur zwischen ' +
    'bin ist sind war waren sei seien wäre wären gewesen habe hat haben hatte hatten hätte hätten werde ' +
    'wird werden wurde wurden würde würden worden kann können konnte konnten könnte könnten muss müssen ' +
    'musste mussten soll sollen sollte sollten will wollen wollte wollten darf dürfen ' +
    'und oder aber wenn weil dass als denn damit ob obwohl wie wann wo warum so auch dann ' +
    'sagte sagt sagten herr frau',
  fr:
    'le la les l un une des du de d au aux ' +
    'je me moi mon ma mes tu te toi ton ta tes il elle on lui son sa ses nous notre nos vous votre vos ils ' +
    'elles leur leurs eux se ce cet cette ces ceci cela ça y qui que quoi dont où quel quelle quels quelles ' +
    'à après avant avec chez contre dans depuis derrière dès devant durant en entre envers malgré par parmi ' +
    'pendant pour sans selon sous sur vers ' +
    'suis es est sommes êtes sont étais était étaient été être sera seront serait soit ai as a avons avez ' +
    'ont avait avaient eu avoir aura auront aurait peut peuvent doit doivent ' +
    "et ou mais si car donc comme quand lorsque puisque c'est qu'il qu'elle qu'ils d'un d'une s'est j'ai " +
    'dit mme',
  es:
    'el la los las lo un una unos unas ' +
    'yo me mi mis tú te tu tus él ella ello se su sus nosotros nos nuestro nuestra nuestros nuestras ellos ' +
    'ellas les le este esta esto estos estas ese esa eso esos esas aquel aquella aquí allí quien quienes que ' +
    'cual cuales cuyo cuya ' +
    'a al ante bajo con contra de del desde durante en entre hacia hasta para por según sin sobre tras ' +
    'soy es somos son era eran fue fueron ser sido será serán sería estoy está están estaba estado he ha ' +
    'hemos han había habían haber habrá puede pueden podría debe deben ' +
    'y e o u pero si sino porque como cuando donde aunque mientras pues ' +
    'dijo dice señor señora',
  ru:
    'я меня мне мной мой моя моё мои ты тебя тебе он его ему им нём она её ей неё оно мы нас нам нами наш ' +
    'наша наше наши вы вас вам ваш они их ими них себя себе свой своя своё свои этот эта это эти этого этой ' +
    'этих этом тот та те того той тех тем кто кого кому чем чего который которая которое которые которого ' +
    'которой которых здесь там ' +
    'в во на с со к ко о об от до из у за по под при про над без для между через перед после среди против ' +
    'быть был была было были будет будут есть является может могут мог могла должен должна должны ' +
    'и а но или если то что чтобы как когда где потому поэтому хотя же ли бы ' +
    'сказал сказала заявил заявила господин',
};
