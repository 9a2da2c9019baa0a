using System.Globalization;
using System.IO.Compression;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Core.Voting;
using CampaignBot.Core.Voting.Feeds;

namespace CampaignBot.Benchmarks;

/// <summary>Reading a made-up state's feed, and looking addresses up in it.</summary>
internal static class VotingLookups
{
    private const int SegmentsOfStreet = 10;
    private const int StreetsOfTown = 125;
    private const int Precincts = 2_500;
    private static readonly string[] Suffixes = ["St", "Ave", "Rd", "Dr", "Ln", "Ct", "Blvd", "Way"];
    private static readonly string?[] Directions = [null, "N", "S", "E", "W"];

    public static async Task<int> RunAsync(int segments, int lookups, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"campaignbot-benchmark-{Guid.NewGuid():N}.zip");
        try
        {
            await WriteAsync(path, segments, cancellationToken);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var started = TimeProvider.System.GetTimestamp();
            var (feed, problems) = VipFeedReader.Read(path, "benchmark", progress: new Told(), cancellationToken: cancellationToken);
            var loaded = TimeProvider.System.GetElapsedTime(started);
            if (feed is null)
                throw new InvalidOperationException(string.Join('\n', problems));
            var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{feed.StreetSegments} segments, {feed.Precincts.Count} precincts, {new FileInfo(path).Length / 1e6:0} MB packed: read in {loaded.TotalSeconds:0.0} s, {held:0} MB held"));

            var guide = new VotingGuide(_ => Task.FromResult<IReadOnlyList<VotingFeed>>([feed]), TimeProvider.System, TimeZoneInfo.Utc);
            Console.WriteLine("| lookup | found | asked | not found | p50 µs | p99 µs | slowest µs | CPU µs each |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
            var streets = segments / SegmentsOfStreet;
            await MeasureAsync("street, town and ZIP", guide, lookups, i => Address(i, streets) with { City = Town(Street(i, streets)), Zip = Zip(Street(i, streets)) }, cancellationToken);
            await MeasureAsync("street and ZIP", guide, lookups, i => Address(i, streets) with { Zip = Zip(Street(i, streets)) }, cancellationToken);
            await MeasureAsync("street alone", guide, lookups, i => Address(i, streets), cancellationToken);
            await MeasureAsync("street misspelt", guide, lookups, i => Address(i, streets) is var a ? a with { Street = a.Street!.Remove(2, 1) } : a, cancellationToken);
            await MeasureAsync("ZIP alone", guide, lookups, i => new PostalAddress(Zip: Zip(Street(i, streets))), cancellationToken);
            await MeasureAsync("no such street", guide, lookups, i => new PostalAddress(House: "12", Street: $"Nowhere {i}", Suffix: "St"), cancellationToken);
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task MeasureAsync(string name, VotingGuide guide, int lookups, Func<int, PostalAddress> address, CancellationToken cancellationToken)
    {
        var (found, asked, not) = (0, 0, 0);
        var times = new double[lookups];
        var cpu = TimeSpan.Zero;
        for (var i = -1_000; i < lookups; i++)
        {
            if (i == 0)
                cpu = Environment.CpuUsage.TotalTime;
            var asking = address(Math.Abs(i) * 7919);
            var started = TimeProvider.System.GetTimestamp();
            var lookup = await guide.FindAsync(asking, cancellationToken);
            if (i < 0)
                continue;
            times[i] = TimeProvider.System.GetElapsedTime(started).TotalMicroseconds;
            _ = lookup switch { VotingLookup.Found => found++, VotingLookup.Ambiguous => asked++, _ => not++ };
        }
        cpu = Environment.CpuUsage.TotalTime - cpu;
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {found} | {asked} | {not} | {times[lookups / 2]:0.0} | {times[lookups * 99 / 100]:0.0} | {times[^1]:0.0} | {cpu.TotalMicroseconds / lookups:0.0} |"));
    }

    private static int Street(int i, int streets) => i % streets;

    private static PostalAddress Address(int i, int streets)
    {
        var street = Street(i, streets);
        return new PostalAddress(House: (1 + i % 990).ToString(CultureInfo.InvariantCulture), Direction: Directions[street % Directions.Length], Street: Name(street), Suffix: Suffixes[street % Suffixes.Length]);
    }

    // Every fifth street has a name that is in every town, as Main and Oak are.
    private static string Name(int street)
    {
        var (number, name) = (street % 5 == 0 ? street % StreetsOfTown : street, "");
        for (number += 1_000; number > 0; number /= 20)
            name += new[] { "ba", "co", "di", "fe", "ga", "hu", "jo", "ki", "la", "mo", "na", "pe", "qui", "ro", "sa", "tu", "ve", "wi", "xa", "zo" }[number % 20];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Town(int street) => $"Town {street / StreetsOfTown}";

    private static string Zip(int street) => (10_000 + street / StreetsOfTown).ToString(CultureInfo.InvariantCulture);

    private static async Task WriteAsync(string path, int segments, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Create, cancellationToken);
        await using var xml = new StreamWriter(await archive.CreateEntry("feed.xml", CompressionLevel.Fastest).OpenAsync(cancellationToken));
        xml.WriteLine("""<?xml version="1.0" encoding="utf-8"?><VipObject schemaVersion="6.0">""");
        xml.WriteLine("""<Source id="src"><DateTime>2028-10-02T09:00:00Z</DateTime><Name>Benchmark</Name><VipId>99</VipId></Source>""");
        xml.WriteLine("""<Election id="ele"><Date>2999-11-05</Date><StateId>st</StateId></Election><State id="st"><Name>Benchmark</Name></State><Locality id="loc"><Name>County</Name><StateId>st</StateId></Locality>""");
        for (var p = 0; p < Precincts; p++)
        {
            xml.WriteLine($"""<PollingLocation id="pl{p}"><AddressLine>{p} School St, Town {p % 400}</AddressLine><Name>School {p}</Name></PollingLocation>""");
            xml.WriteLine($"""<Precinct id="p{p}"><LocalityId>loc</LocalityId><Name>Precinct {p}</Name><PollingLocationIds>pl{p}</PollingLocationIds></Precinct>""");
        }
        for (var s = 0; s < segments; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (street, from) = (s / SegmentsOfStreet, s % SegmentsOfStreet * 100);
            var direction = Directions[street % Directions.Length] is { } d ? $"<StreetDirection>{d}</StreetDirection>" : "";
            xml.WriteLine($"""
                <StreetSegment id="ss{s}"><City>{Town(street)}</City><OddEvenBoth>both</OddEvenBoth><PrecinctId>p{(street * 31 + from / 300) % Precincts}</PrecinctId>
                  <StartHouseNumber>{from}</StartHouseNumber><EndHouseNumber>{from + 99}</EndHouseNumber><State>WK</State>{direction}
                  <StreetName>{Name(street)}</StreetName><StreetSuffix>{Suffixes[street % Suffixes.Length]}</StreetSuffix><Zip>{Zip(street)}</Zip></StreetSegment>
                """);
        }
        xml.WriteLine("</VipObject>");
    }

    private sealed class Told : IProgress<FeedProgress>
    {
        private double _told;

        public void Report(FeedProgress value)
        {
            if (value.Share < _told + 0.2)
                return;
            _told = value.Share;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reading {value.Share * 100:0}%"));
        }
    }
}
