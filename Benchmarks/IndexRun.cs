using System.Diagnostics;
using System.Globalization;
using CampaignBot.Core.Knowledge;
using Microsoft.Data.Sqlite;

namespace CampaignBot.Benchmarks;

/// <summary>
/// The ranked index beside SQLite's full-text search (FTS5, BM25, Porter stems), over made-up passages whose words are as unevenly frequent as a
/// language's (Zipf), asked on one thread for words that stand together in some passage.
/// </summary>
internal static class IndexRun
{
    private const int Vocabulary = 200_000;
    private const int Sentences = 6;
    private const int WordsInSentence = 15;
    private const int Questions = 2_000;
    private const int Hits = 10;

    public static void Run(int count)
    {
        var random = new Random(1);
        var words = new MadeUpWords(Vocabulary, random);
        var texts = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Sentences).Select(_ => words.Sentence(WordsInSentence)).ToArray()).ToArray();
        var questions = Enumerable.Range(0, Questions).Select(_ => Question(texts[random.Next(count)], random)).ToArray();

        Console.WriteLine($"{count} passages of {Sentences * WordsInSentence} words, {Questions} questions\n");
        Console.WriteLine("| index | built in s | memory it holds, MB | most while building, MB | p50 ms | p99 ms | p50 ms of CPU | p99 ms of CPU |\n|---|--:|--:|--:|--:|--:|--:|--:|");
        MeasureOurs(texts, questions);
        // It takes its time for common words: a tenth of the questions will do.
        MeasureFts(texts, questions[..(Questions / 10)]);
    }

    private static void MeasureOurs(string[][] texts, string[] questions)
    {
        var before = Settled();
        using var peak = new Peak();
        var clock = Stopwatch.StartNew();
        var index = KnowledgeIndex.Build(new Passages(texts), "en");
        var built = clock.Elapsed;
        var most = peak.Stop() - before;
        var held = Settled() - before;
        var hits = new Hit[Hits];
        Report("ours", built, held, most, Ask(questions, q => index.Search(q, hits)));
        GC.KeepAlive(index);
    }

    private static void MeasureFts(string[][] texts, string[] questions)
    {
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var clock = Stopwatch.StartNew();
        Execute(database, "CREATE VIRTUAL TABLE passage USING fts5(body, tokenize = 'porter unicode61')");
        using (var transaction = database.BeginTransaction())
        {
            using var insert = database.CreateCommand();
            insert.CommandText = "INSERT INTO passage(body) VALUES ($body)";
            var body = insert.Parameters.Add("$body", SqliteType.Text);
            foreach (var text in texts)
            {
                body.Value = string.Join(' ', text);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        var built = clock.Elapsed;
        var held = Process.GetCurrentProcess().WorkingSet64 - before;
        using var search = database.CreateCommand();
        search.CommandText = "SELECT rowid FROM passage WHERE passage MATCH $query ORDER BY rank LIMIT 10";
        var query = search.Parameters.Add("$query", SqliteType.Text);
        Report("SQLite FTS5", built, held, null, Ask(questions, q =>
        {
            query.Value = string.Join(" OR ", q.Split(' '));
            using var rows = search.ExecuteReader();
            while (rows.Read())
                _ = rows.GetInt64(0);
        }));
    }

    /// <returns>Milliseconds for each question, sorted: by the clock, and of processor time, which other programs at work hardly change.</returns>
    private static (List<double> Clock, List<double> Processor) Ask(string[] questions, Action<string> ask)
    {
        foreach (var question in questions.Take(Questions / 20))
            ask(question);
        var (clock, processor) = (new List<double>(), new List<double>());
        foreach (var question in questions)
        {
            var used = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            ask(question);
            clock.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }
        clock.Sort();
        processor.Sort();
        return (clock, processor);
    }

    private static void Report(string name, TimeSpan built, long held, long? most, (List<double> Clock, List<double> Processor) times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {built.TotalSeconds:F1} | {held / 1e6:F0} | {(most is { } m ? (m / 1e6).ToString("F0", CultureInfo.InvariantCulture) : "")} | {Share(times.Clock, 50):F2} | {Share(times.Clock, 99):F2} | {Share(times.Processor, 50):F2} | {Share(times.Processor, 99):F2} |"));

    private static double Share(List<double> sorted, int percent) => sorted[sorted.Count * percent / 100];

    /// <summary>Six words of one passage in their order, now and then with others left out between.</summary>
    private static string Question(string[] sentences, Random random)
    {
        var words = sentences[random.Next(sentences.Length)].TrimEnd('.').Split(' ');
        return string.Join(' ', words.Skip(random.Next(4)).Where(_ => random.Next(3) > 0).Take(6)).ToLowerInvariant();
    }

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true);

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Passages made as they are read, so that only the index is measured.</summary>
    private sealed class Passages(string[][] texts) : IReadOnlyList<Passage>
    {
        public int Count => texts.Length;

        public Passage this[int index] => new("", [], texts[index]);

        public IEnumerator<Passage> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Watches how much memory is taken at most.</summary>
    private sealed class Peak : IDisposable
    {
        private readonly Timer _timer;
        private long _most;

        public Peak() => _timer = new Timer(_ => _most = Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 20);

        public long Stop()
        {
            _timer.Dispose();
            return Math.Max(_most, GC.GetTotalMemory(forceFullCollection: false));
        }

        public void Dispose() => _timer.Dispose();
    }
}
