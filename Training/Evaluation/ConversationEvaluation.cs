namespace CampaignBot.Training;

/// <summary>A whole conversation, replayed.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Expected">The first line that came out otherwise, as the file has it; null where all is as it was.</param>
/// <param name="Got">What came instead.</param>
public sealed record ConversationResult(string Name, int Line, string? Expected, string? Got)
{
    /// <summary>Whether every line came out as the file has it.</summary>
    public bool Passed => Expected is null;
}

/// <summary>The whole conversations of a folder, replayed.</summary>
public sealed record ConversationEvaluation(IReadOnlyList<ConversationResult> Conversations)
{
    /// <summary>How many came out as written.</summary>
    public int Passed => Conversations.Count(c => c.Passed);

    /// <summary>Plays every <c>*.txt</c> of a folder, by name, or one file; none where there is neither.</summary>
    /// <param name="play">Gives a transcript back with the bot's part written anew.</param>
    /// <param name="rewrite">Whether what came is written into the files, which pass then, for somebody to read.</param>
    public static async Task<ConversationEvaluation> OfAsync(string folder, Func<string, Task<string>> play, bool rewrite, CancellationToken cancellation)
    {
        var results = new List<ConversationResult>();
        foreach (var file in (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.txt") : File.Exists(folder) ? [folder] : []).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var expected = (await TextFile.ReadAsync(file, CsvTable.MaxBytes, cancellation)).ReplaceLineEndings("\n");
            try
            {
                var got = await play(expected);
                if (rewrite)
                    await File.WriteAllTextAsync(file, expected = got, cancellation);
                results.Add(Compared(Path.GetFileName(file), expected.TrimEnd().Split('\n'), got.TrimEnd().Split('\n')));
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"{file}: {e.Message}", e);
            }
        }
        return new ConversationEvaluation(results);
    }

    private static ConversationResult Compared(string name, string[] expected, string[] got)
    {
        const string End = "(the end)";
        var line = 0;
        while (line < expected.Length && line < got.Length && expected[line] == got[line])
            line++;
        return line == expected.Length && line == got.Length
            ? new ConversationResult(name, 0, null, null)
            : new ConversationResult(name, line + 1, line < expected.Length ? expected[line] : End, line < got.Length ? got[line] : End);
    }
}
