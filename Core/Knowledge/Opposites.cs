using System.Collections.Frozen;
using CampaignBot.Core.Understanding;

namespace CampaignBot.Core.Knowledge;

/// <summary>
/// Tells where a sentence shares a question's words but says something else: it denies what the question takes for granted,
/// or says "before" where the question says "after". English and Spanish.
/// </summary>
internal static class Opposites
{
    private static readonly FrozenSet<string> Negations = Set("""
        not no never none nor neither without cannot nobody nothing non fail fails failed failing failure refuse refuses refused refusing except lack lacks lacked lacking unable
        nunca jamas ninguno ninguna ningun tampoco sin nadie nada excepto salvo
        """);

    private static readonly FrozenDictionary<string, string[]> ByWord = Pairs("""
        first last  first second  first third  second third  second last  before after  early late  earlier later  earliest latest  old new  older newer  oldest newest  young old
        large small  larger smaller  largest smallest  big little  great small  high low  higher lower  highest lowest  long short  longer shorter  longest shortest
        more less  more fewer  most least  most fewest  many few  much little  maximum minimum  majority minority  increase decrease  increased decreased  rise fall  rose fell  grow shrink  gain lose  gained lost
        win lose  won lost  victory defeat  begin end  began ended  start end  started ended  start stop  open close  opened closed  open closed  enter leave  arrive depart
        north south  northern southern  east west  eastern western  northeast southwest  northwest southeast  up down  upper lower  left right  inside outside  internal external  above below  over under
        good bad  better worse  best worst  strong weak  stronger weaker  strength weakness  easy difficult  easy hard  rich poor  wealthy poor  true false  right wrong  hot cold  warm cool  wet dry  fast slow
        accept reject  accepted rejected  allow forbid  allowed forbidden  allow prohibit  allowed prohibited  permit prohibit  permitted prohibited  permitted forbidden  agree disagree  approve reject  approved rejected
        support oppose  supported opposed  supporters opponents  include exclude  included excluded  including excluding  add remove  added removed  build destroy  built destroyed  create destroy  created destroyed
        buy sell  bought sold  import export  imports exports  imported exported  lend borrow  give take  gave took  send receive  sent received  ask answer  attack defend  peace war  friend enemy  allies enemies
        public private  federal state  national local  domestic foreign  male female  men women  man woman  king queen  father mother  son daughter  brother sister  husband wife  parent child  married divorced
        rural urban  ancient modern  permanent temporary  voluntary mandatory  optional mandatory  optional required  voluntary compulsory  direct indirect  major minor  positive negative  active passive  always never
        legal criminal  guilty innocent  free enslaved  day night  morning evening  summer winter  spring autumn  yes no  pass fail  passed failed  ally enemy  present absent  full empty  whole half
        primero ultimo  primero segundo  primera ultima  primera segunda  antes despues  temprano tarde  viejo nuevo  vieja nueva  grande pequeno  grande pequena  alto bajo  alta baja  largo corto  larga corta
        mas menos  maximo minimo  mayor menor  mayoria minoria  aumentar disminuir  subir bajar  ganar perder  empezar terminar  abrir cerrar  abierto cerrado  abierta cerrada  abren cierran  norte sur  este oeste
        arriba abajo  dentro fuera  mejor peor  bueno malo  fuerte debil  facil dificil  rico pobre  aceptar rechazar  permitir prohibir  permitido prohibido  apoyar rechazar  incluir excluir
        comprar vender  publico privado  federal estatal  nacional local  hombre mujer  hombres mujeres  siempre nunca  obligatorio voluntario  directo indirecto  dia noche
        """);

    private static readonly string[] Denials = ["un", "in", "im", "dis", "non", "il", "ir", "mis", "des"];

    /// <summary>Whether it denies something.</summary>
    public static bool Denies(string text, WordForms forms)
    {
        foreach (var word in Words(text))
        {
            if (Negations.Contains(word) || forms.WriteOut(word) is "not")
                return true;
        }
        return false;
    }

    /// <summary>How many words of a question stand in sentences only as their opposites.</summary>
    public static int Between(string question, IEnumerable<string> sentences)
    {
        var said = sentences.SelectMany(Words).ToHashSet(StringComparer.Ordinal);
        return Words(question).Count(word => !said.Contains(word) && (HasPaired(word, said) || HasDenied(word, said)));
    }

    private static bool HasPaired(string word, HashSet<string> said) => ByWord.TryGetValue(word, out var opposites) && opposites.Any(said.Contains);

    /// <summary>"Approved" where the question says "disapproved", or the other way round.</summary>
    private static bool HasDenied(string word, HashSet<string> said)
    {
        const int Shortest = 4;
        foreach (var denial in Denials)
        {
            if (word.Length >= denial.Length + Shortest && word.StartsWith(denial, StringComparison.Ordinal) && said.Contains(word[denial.Length..]))
                return true;
            if (word.Length >= Shortest && said.Contains(denial + word))
                return true;
        }
        return false;
    }

    private static string[] Words(string text) => FoldedText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string[]> Pairs(string words) => words
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .SelectMany(pair => new[] { (Word: pair[0], Opposite: pair[1]), (Word: pair[1], Opposite: pair[0]) })
        .GroupBy(pair => pair.Word, pair => pair.Opposite, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}
