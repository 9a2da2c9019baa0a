using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>A point of a line.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChartPoint(double X, double Y);

/// <summary>A line, its points in ascending X.</summary>
public sealed record ChartLine(string Name, IReadOnlyList<ChartPoint> Points);

/// <summary>Lines over a shared axis from nought on; each differs from the others by its dashes as well as by its colour. Four can be told apart.</summary>
/// <param name="XName">What the horizontal axis counts.</param>
/// <param name="YName">What the vertical axis counts.</param>
public sealed record LineChart(string Title, string Summary, string XName, string YName, IReadOnlyList<ChartLine> Lines) : Chart(Title, Summary)
{
    private const double Width = 720, Height = 360, Left = 62, Right = 24, Top = 34, Bottom = 52;
    private const int RowsOfNumbers = 25;

    /// <summary>How the horizontal axis is written.</summary>
    public ChartNumbers XFormat { get; init; }

    /// <summary>How the vertical axis is written.</summary>
    public ChartNumbers YFormat { get; init; }

    /// <summary>A value of the horizontal axis to mark, such as the threshold in use, with its name.</summary>
    public (double X, string Name)? Mark { get; init; }

    internal override XElement Draw()
    {
        var xTicks = Ticks(Lines.SelectMany(l => l.Points).Select(p => p.X).DefaultIfEmpty().Max(), XFormat);
        var yTicks = Ticks(Lines.SelectMany(l => l.Points).Select(p => p.Y).DefaultIfEmpty().Max(), YFormat);
        var shapes = new List<XElement>(Legend([.. Lines.Select(l => l.Name)], Left, 16));
        foreach (var tick in yTicks)
        {
            shapes.Add(Markup.Shape("line", ("x1", Left), ("y1", Y(tick)), ("x2", Width - Right), ("y2", Y(tick)), ("class", "grid")));
            shapes.Add(Markup.Label(Left - 8, Y(tick) + 4, Written(tick, YFormat), "end"));
        }
        shapes.AddRange(xTicks.Select(tick => Markup.Label(X(tick), Height - Bottom + 20, Written(tick, XFormat), "middle")));
        shapes.Add(Markup.Label((Left + Width - Right) / 2, Height - 10, XName, "middle", "name"));
        var name = Markup.Label(0, 0, YName, "middle", "name");
        name.SetAttributeValue("transform", $"translate(14 {Markup.Number((Top + Height - Bottom) / 2)}) rotate(-90)");
        shapes.Add(name);
        for (var i = 0; i < Lines.Count; i++)
        {
            var points = string.Join(' ', Lines[i].Points.Select(p => $"{Markup.Number(X(p.X))},{Markup.Number(Y(p.Y))}"));
            shapes.Add(Markup.Shape("polyline", ("points", points), ("class", $"line line-{Colour(i)}")));
        }
        if (Mark is { } mark)
        {
            shapes.Add(Markup.Shape("line", ("x1", X(mark.X)), ("y1", Top), ("x2", X(mark.X)), ("y2", Height - Bottom), ("class", "mark")));
            var right = mark.X > xTicks[^1] / 2;
            shapes.Add(Markup.Label(X(mark.X) + (right ? -6 : 6), Height - Bottom - 8, $"{mark.Name} {Written(mark.X, XFormat)}", right ? "end" : "start", "name"));
        }
        return Markup.Plot(Width, Height, Described, shapes);

        double X(double value) => Left + (value / xTicks[^1] * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / yTicks[^1] * (Height - Top - Bottom));
    }

    /// <summary>Where there are very many points, some of them, evenly.</summary>
    internal override ReportTable Numbers()
    {
        var xs = Lines.SelectMany(l => l.Points).Select(p => p.X).Distinct().Order().ToArray();
        var step = Math.Max(1, (xs.Length + RowsOfNumbers - 1) / RowsOfNumbers);
        return new(
            Title,
            [XName, .. Lines.Select(l => l.Name)],
            [.. xs.Where((_, i) => i % step == 0 || i == xs.Length - 1).Select(x => (string[])[Written(x, XFormat), .. Lines.Select(l => At(l, x))])]);

        string At(ChartLine line, double x) => line.Points.Where(p => p.X.Equals(x)).Select(p => Written(p.Y, YFormat)).FirstOrDefault("");
    }
}
