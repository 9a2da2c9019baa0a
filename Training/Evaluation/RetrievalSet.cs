using System.Text.Json;
using CampaignBot.Core.Knowledge;

namespace CampaignBot.Training;

/// <summary>A question, and the passages any of which answers it: places in <see cref="RetrievalSet.Passages"/>; none where nothing there does.</summary>
public sealed record RetrievalQuestion(string Text, IReadOnlyList<int> Answers);

/// <summary>
/// Passages and questions to find them by. Read from, by the file's ending and shape:
/// <list type="bullet">
/// <item>passages as <c>.csv</c> or <c>.jsonl</c> with <c>id</c>, <c>text</c> and, if wanted, <c>title</c>; and questions likewise with
/// <c>question</c> and <c>passage</c>: an id, several divided by |, or nothing where no passage answers;</item>
/// <item>SQuAD 2 (<c>data[].paragraphs[].{context, qas[].{question, is_impossible}}</c>) as it comes;</item>
/// <item>threads of questions (<c>root.qapair[].{question, answer[], rephr[]}</c>, as StackFAQ comes): each rephrased question must find its thread.</item>
/// </list>
/// </summary>
public sealed record RetrievalSet(IReadOnlyList<Passage> Passages, IReadOnlyList<RetrievalQuestion> Questions)
{
    private sealed record Row(int Line, string Id, string Text, string Title);

    /// <summary>Reads a set of which passages and questions are in one file of JSON.</summary>
    /// <exception cref="InvalidDataException">It is of neither shape; the message names the file.</exception>
    public static async Task<RetrievalSet> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
            var root = document.RootElement;
            if (root.TryGetProperty("data", out var articles))
                return Paragraphs(articles);
            if (root.TryGetProperty("root", out var threads))
                return Threads(threads.GetProperty("qapair"));
            throw new InvalidDataException($"{path}: neither of SQuAD's shape (\"data\") nor threads of questions (\"root\"). Passages and questions in files of their own go by --passages and --questions.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path}: not JSON of SQuAD's shape or threads of questions: {e.Message}", e);
        }
    }

    /// <summary>Reads passages and questions from a file each.</summary>
    /// <exception cref="InvalidDataException">A row is not of the shape, or names a passage that isn't there; the message names file and line.</exception>
    public static async Task<RetrievalSet> ReadAsync(string passages, string questions, CancellationToken cancellation)
    {
        var texts = await RowsAsync(passages, ["id"], ["text", "body", "answer"], "title", cancellation);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (row, place) in texts.Select((row, place) => (row, place)))
        {
            if (!places.TryAdd(row.Id, place))
                throw new InvalidDataException($"{passages}: Line {row.Line}: the id \"{row.Id}\" stands here a second time.");
        }
        var asked = await RowsAsync(questions, ["passage", "passages", "answers"], ["question", "text"], "", cancellation);
        return new RetrievalSet(
            [.. texts.Select(r => Passage.Of(r.Title, [], r.Text))],
            [.. asked.Select(r => new RetrievalQuestion(
                r.Text,
                [.. r.Id.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(id => places.TryGetValue(id, out var place)
                    ? place
                    : throw new InvalidDataException($"{questions}: Line {r.Line}: there is no passage \"{id}\"."))]))]);
    }

    private static RetrievalSet Paragraphs(JsonElement articles)
    {
        var (passages, questions) = (new List<Passage>(), new List<RetrievalQuestion>());
        foreach (var paragraph in articles.EnumerateArray().SelectMany(a => a.GetProperty("paragraphs").EnumerateArray()))
        {
            foreach (var asked in paragraph.GetProperty("qas").EnumerateArray())
            {
                var hasNone = asked.TryGetProperty("is_impossible", out var impossible) && impossible.GetBoolean();
                questions.Add(new RetrievalQuestion(asked.GetProperty("question").GetString() ?? "", hasNone ? [] : [passages.Count]));
            }
            passages.Add(Passage.Of("", [], paragraph.GetProperty("context").GetString() ?? ""));
        }
        return new RetrievalSet(passages, questions);
    }

    private static RetrievalSet Threads(JsonElement threads)
    {
        const string Blank = "*";
        var (passages, questions) = (new List<Passage>(), new List<RetrievalQuestion>());
        foreach (var thread in threads.EnumerateArray())
        {
            questions.AddRange(Written(thread.GetProperty("rephr"), '\n').Split('\n', StringSplitOptions.TrimEntries)
                .Where(text => text.Length > 0 && text != Blank)
                .Select(text => new RetrievalQuestion(text, [passages.Count])));
            passages.Add(Passage.Of(
                thread.GetProperty("question").GetString() ?? "", [], Written(thread.GetProperty("answer"), '\n')));
        }
        return new RetrievalSet(passages, questions);
    }

    private static async Task<List<Row>> RowsAsync(string path, string[] ids, string[] texts, string title, CancellationToken cancellation)
    {
        var rows = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CSV" => FromCsv(await CsvTable.ReadAsync(path, cancellation), ids, texts, title),
            ".JSONL" => (await File.ReadAllLinesAsync(path, cancellation)).Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)).Select(l => FromJson(path, l.Index + 1, l.Item, ids, texts, title)),
            _ => throw new InvalidDataException($"{path}: passages and questions come as .csv or .jsonl."),
        };
        var read = rows.ToList();
        return read.Find(r => string.IsNullOrWhiteSpace(r.Text)) is { } empty
            ? throw new InvalidDataException($"{path}: Line {empty.Line}: there is no {string.Join(" or ", texts)}.")
            : read;
    }

    private static IEnumerable<Row> FromCsv(CsvTable table, string[] ids, string[] texts, string title)
    {
        var (id, text, heading) = (table.Find(ids), table.Find(texts), table.Find(title));
        return table.Rows().Select(row => new Row(row.Line, row[id], row[text], row[heading]));
    }

    private static Row FromJson(string path, int line, string json, string[] ids, string[] texts, string title)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new Row(line, Field(ids), Field(texts), Field([title]));

            string Field(string[] names) => names.Where(name => root.TryGetProperty(name, out _)).Select(name => Written(root.GetProperty(name), '|')).FirstOrDefault("");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: Line {line}: not an object of the fields named in --help.", e);
        }
    }

    /// <summary>A value as text; a list by its parts.</summary>
    private static string Written(JsonElement value, char between) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(between, value.EnumerateArray().Select(v => v.ToString())),
        _ => value.ToString(),
    };
}
