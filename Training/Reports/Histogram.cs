using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>How many values lie from one number up to another.</summary>
/// <param name="To">Not included, but in the last range.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HistogramRange(double From, double To, int Count);

/// <summary>How often which values occur, in ranges that follow one another.</summary>
/// <param name="XName">What the values are.</param>
public sealed record Histogram(string Title, string Summary, string XName, IReadOnlyList<HistogramRange> Ranges) : Chart(Title, Summary)
{
    private const double Width = 720, Height = 300, Left = 62, Right = 24, Top = 20, Bottom = 52;
    private const int MostTicks = 12;

    /// <summary>How the values are written.</summary>
    public ChartNumbers XFormat { get; init; }

    /// <summary>Counts values in ranges of one width, from nought on.</summary>
    public static IReadOnlyList<HistogramRange> Count(IReadOnlyCollection<double> values, double width)
    {
        var ranges = values.Count == 0 ? 1 : (int)Math.Floor(values.Max() / width) + 1;
        var counts = new int[ranges];
        foreach (var value in values)
            counts[Math.Clamp((int)(value / width), 0, ranges - 1)]++;
        return [.. counts.Select((count, i) => new HistogramRange(i * width, (i + 1) * width, count))];
    }

    internal override XElement Draw()
    {
        var ticks = Ticks(Ranges.Max(r => r.Count), ChartNumbers.Plain);
        var (from, to) = (Ranges[0].From, Ranges[^1].To);
        var shapes = new List<XElement>();
        foreach (var tick in ticks)
        {
            shapes.Add(Markup.Shape("line", ("x1", Left), ("y1", Y(tick)), ("x2", Width - Right), ("y2", Y(tick)), ("class", "grid")));
            shapes.Add(Markup.Label(Left - 8, Y(tick) + 4, Written(tick, ChartNumbers.Plain), "end"));
        }
        var every = (Ranges.Count + MostTicks - 1) / MostTicks;
        for (var i = 0; i < Ranges.Count; i++)
        {
            var range = Ranges[i];
            var width = Math.Max(1, X(range.To) - X(range.From) - 2);
            shapes.Add(Markup.Shape("rect", ("x", X(range.From) + 1), ("y", Y(range.Count)), ("width", width), ("height", Y(0) - Y(range.Count)), ("class", "fill-1")));
            if (i % every == 0)
                shapes.Add(Markup.Label(X(range.From), Height - Bottom + 20, Written(range.From, XFormat), "middle"));
        }
        shapes.Add(Markup.Label((Left + Width - Right) / 2, Height - 10, XName, "middle", "name"));
        return Markup.Plot(Width, Height, Described, shapes);

        double X(double value) => Left + ((value - from) / (to - from) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / ticks[^1] * (Height - Top - Bottom));
    }

    internal override ReportTable Numbers() => new(
        Title,
        [XName, "Count"],
        [.. Ranges.Select(r => (string[])[$"{Written(r.From, XFormat)} to {Written(r.To, XFormat)}", Written(r.Count, ChartNumbers.Plain)])]);
}
