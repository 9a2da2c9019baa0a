using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding;

/// <summary>Tells a question about how voting works, which only an official source may answer, in English and Spanish.</summary>
public static class VotingWords
{
    /// <summary>One of these is enough.</summary>
    private static readonly FrozenSet<string> Telling = Words("""
        poll polls polling pollworker precinct absentee ballot ballots dropbox registration register registered registering reregister voter voters provisional booth booths recount recounts
        casilla casillas boleta boletas padron empadronar empadronarme registro registrarme registrarse registrado registrada inscribirme inscrito inscrita urna urnas papeleta papeletas votante votantes recuento recuentos
        """);

    /// <summary>One of these, with a word of <see cref="Asking"/>.</summary>
    private static readonly FrozenSet<string> Voting = Words(
        "vote votes voting voted election elections votar voto voten vota votando eleccion elecciones votacion");

    /// <summary>Of a date that something must be done by, no word need say what: a campaign is asked for those of the election.</summary>
    private static readonly FrozenSet<string> Deadlines = Words("deadline deadlines cutoff cutoffs plazo plazos");

    private static readonly FrozenSet<string> Asking = Words("""
        where when how who can id mail early deadline hours time place location day date late line online phone eligible allowed citizen citizenship felony felon jail prison
        license address moved student college dorm age old twice first help wheelchair absent overseas military boss work deport deported ice immigration arrest arrested police undocumented papers legal illegal
        sign signature signatures selfie photo picture phone pen count counted weekend saturday sunday open close closed cutoff
        donde cuando como quien quienes puedo pueden puede identificacion correo anticipado plazo fecha horario hora horas lugar dia tarde fila internet telefono ciudadano residencia carcel felonia
        licencia direccion mude estudiante universidad edad anos primera ayuda silla extranjero ejercito patron jefe trabajo deportan deportar deporten migra migracion arrestan arrestar policia indocumentado indocumentada papeles legal ilegal
        firma firmas selfie foto celular pluma cuentan contar conteo sabado domingo abren cierran cerrado abierto
        """);

    /// <summary>Whether a text asks for voting procedure: where, when, how, who may, with what.</summary>
    public static bool AskProcedure(string text)
    {
        var (voting, asking) = (false, false);
        foreach (var word in FoldedText.Fold(text).Split(' '))
        {
            if (Telling.Contains(word) || Deadlines.Contains(word))
                return true;
            voting |= Voting.Contains(word);
            asking |= Asking.Contains(word);
        }
        return voting && asking;
    }

    /// <summary>What a text that tells how voting works says of it, beside what numbers it gives.</summary>
    private static readonly FrozenSet<string> Told = Asking.Union(Deadlines, StringComparer.Ordinal).Union(Words("""
        booth booths register registering registered registration bring show need needs must
        registro registrar registrarse registrado registrada inscribir inscribirse inscrito inscrita llevar mostrar necesita necesitan debe deben
        """), StringComparer.Ordinal).Except(Words("old work first help count counted twice cuentan contar conteo trabajo primera ayuda edad"), StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A number behind one of these is its name.</summary>
    private static readonly FrozenSet<string> Numbered = Words("measure proposition prop amendment initiative question district medida proposicion propuesta enmienda iniciativa distrito");

    /// <summary>
    /// Whether a sentence tells how voting works or asks for it, as something that is written down: it speaks of voting and of when, where, with
    /// what or by whom. Unlike of a voter's question, one word is not enough: a campaign has a booth at the fair, and a measure is on the ballot.
    /// </summary>
    public static bool StateProcedure(string sentence)
    {
        var (voting, told, before) = (false, false, "");
        foreach (var word in FoldedText.Fold(sentence).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isTold = Told.Contains(word);
            voting |= !isTold && (Telling.Contains(word) || Voting.Contains(word));
            told |= isTold || (char.IsAsciiDigit(word[0]) && !Numbered.Contains(before));
            before = word;
        }
        return voting && told;
    }

    /// <summary>Whether a text speaks of voting at all.</summary>
    public static bool AreIn(string text) => FoldedText.Fold(text).Split(' ').Any(word => Telling.Contains(word) || Voting.Contains(word));

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
