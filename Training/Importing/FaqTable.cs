namespace CampaignBot.Training;

/// <summary>
/// Questions and answers as spreadsheets hold them: CSV, an entry a row, in one language a row (<c>question, answer, language</c>) or several side
/// by side (<c>question_en, answer_en, question_es, answer_es</c>, or <c>pregunta, respuesta</c> beside <c>question, answer</c>).
/// </summary>
internal sealed class FaqTable
{
    private static readonly string[] Questions = ["question", "questions", "q", "faq", "pregunta", "preguntas"];
    private static readonly string[] Answers = ["answer", "answers", "a", "response", "reply", "respuesta", "respuestas"];
    private static readonly string[] Titles = ["title", "shorttitle", "heading", "titulo"];
    private static readonly string[] Others = ["alternatives", "alternativequestions", "otherquestions", "variants", "variations", "phrasings", "synonyms", "alsoasked", "alternativas", "otraspreguntas", "variantes"];

    private static readonly (string Language, string[] Names)[] LanguageNames =
    [
        ("en", ["en", "english", "ingles"]),
        ("es", ["es", "spanish", "espanol"]),
        ("", []),
    ];

    private readonly CsvTable _table;
    private readonly List<Columns> _texts;

    private sealed record Columns(string? Language, int Question, int Answer, int Title, int Others);

    private FaqTable(CsvTable table, List<Columns> texts) => (_table, _texts) = (table, texts);

    /// <summary>Whether a CSV file is such a table, by its first lines.</summary>
    public static bool Recognises(string head) => ColumnsOf(CsvTable.Of(head)).Count > 0;

    /// <exception cref="InvalidDataException">The file can't be read, or names no question and answer; the message names file and line.</exception>
    public static async Task<FaqTable> ReadAsync(string path, CancellationToken cancellation)
    {
        var table = await CsvTable.ReadAsync(path, cancellation);
        return ColumnsOf(table) is { Count: > 0 } texts
            ? new FaqTable(table, texts)
            : throw new InvalidDataException($"{path}: Line 1: the first row names the columns; question and answer (pregunta, respuesta) must be among them.");
    }

    /// <summary>The rows, in order; each language of a row is one.</summary>
    /// <exception cref="InvalidDataException">A quoted field is not closed; the message names file and line.</exception>
    public IEnumerable<FaqRow> Rows()
    {
        int id = Find("id", "slug", "key", "name", "clave", "identificador"), topic = Find("topic", "category", "section", "tema", "categoria", "seccion");
        int language = Find("language", "lang", "locale", "idioma", "lengua"), official = Find("official", "oficial"), free = Find("novotingprocedure");
        int source = Find("sourcename", "source", "publisher", "fuente", "nombredelafuente"), link = Find("sourcelink", "link", "sourceurl", "url", "enlace", "vinculo");
        int asOf = Find("asof", "checked", "updated", "lastupdated", "lastreviewed", "date", "actualizado", "revisado", "fecha");
        int expires = Find("expires", "expiry", "validuntil", "vence", "caduca", "vencimiento", "validohasta");
        int jurisdiction = Find("jurisdiction", "statename", "county", "jurisdiccion", "condado");
        foreach (var row in _table.Rows())
        {
            foreach (var text in _texts.Where(t => _texts.Count == 1 || row[t.Question].Length > 0 || row[t.Answer].Length > 0))
            {
                yield return new FaqRow(
                    row.Line,
                    row[id],
                    row[topic],
                    text.Language ?? row[language],
                    row[text.Title],
                    row[text.Question],
                    row[text.Answer],
                    row[text.Others].Split(['|', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                    row[official],
                    row[free],
                    row[source],
                    row[link],
                    row[asOf],
                    row[expires],
                    row[jurisdiction]);
            }
        }

        int Find(params ReadOnlySpan<string> names) => _table.Find(names);
    }

    private static List<Columns> ColumnsOf(CsvTable table)
    {
        var found = new List<Columns>();
        foreach (var (language, names) in LanguageNames)
        {
            var columns = new Columns(language.Length > 0 ? language : null, In(Questions, names), In(Answers, names), In(Titles, names), In(Others, names));
            if (columns is { Question: >= 0, Answer: >= 0 })
                found.Add(columns);
        }
        if (found.Count > 0 && found[0].Language is not null)
            return [.. found.Where(c => c.Language is not null)];
        // The columns' own language tells it where both are there.
        int[] spanish = [table.Find("pregunta", "preguntas"), table.Find("respuesta", "respuestas")];
        int[] english = [table.Find("question", "questions"), table.Find("answer", "answers")];
        return Array.TrueForAll([.. spanish, .. english], c => c >= 0)
            ?
            [
                new Columns("en", english[0], english[1], table.Find("title"), table.Find("alternatives", "variants")),
                new Columns("es", spanish[0], spanish[1], table.Find("titulo"), table.Find("alternativas", "variantes")),
            ]
            : found;

        int In(string[] names, string[] languages) =>
            table.Find(languages.Length == 0 ? names : [.. names.SelectMany(n => languages.SelectMany(l => new[] { n + l, l + n }))]);
    }
}

/// <summary>A question and its answer in one language, as the table has them; empty where it has none.</summary>
/// <param name="Line">Where it begins, 1-based.</param>
/// <param name="Others">Other ways of asking.</param>
internal sealed record FaqRow(
    int Line, string Id, string Topic, string Language, string Title, string Question, string Answer, IReadOnlyList<string> Others,
    string Official, string NoVotingProcedure, string SourceName, string Link, string AsOf, string Expires, string Jurisdiction);
