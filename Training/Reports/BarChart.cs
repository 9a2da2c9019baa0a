using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>Numbers of one kind, one for each of a plot's labels.</summary>
/// <param name="Colour">Where the colour means something; else each has its own.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> Values, ChartColour? Colour = null);

/// <summary>Bars that lie, a group for each label, in the order given. Four series can be told apart.</summary>
/// <param name="LabelsName">What the labels are: "intent".</param>
public sealed record BarChart(
    string Title, string Summary, string LabelsName, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series, ChartNumbers Format = ChartNumbers.Plain)
    : Chart(Title, Summary)
{
    private const int LongestLabel = 26;
    private const double MostNames = 200, Letter = 7.2, Bars = 440, Values = 80, Thickness = 14, Gap = 10;

    internal override XElement Draw()
    {
        var top = Series.Count > 1 ? 30.0 : 6;
        var group = (Series.Count * Thickness) + Gap;
        var height = top + (Labels.Count * group) + 24;
        var ticks = Ticks(Series.SelectMany(s => s.Values).DefaultIfEmpty().Max(), Format);
        var scale = Bars / ticks[^1];
        var shapes = new List<XElement>(Legend([.. Series.Select(s => s.Name)], Names, 16, ColourOf));
        foreach (var tick in ticks)
        {
            var x = Names + (tick * scale);
            shapes.Add(Markup.Shape("line", ("x1", x), ("y1", top), ("x2", x), ("y2", height - 24), ("class", "grid")));
            shapes.Add(Markup.Label(x, height - 8, Written(tick, Format), "middle"));
        }
        for (var l = 0; l < Labels.Count; l++)
        {
            var y = top + (l * group) + (Gap / 2);
            shapes.Add(Markup.Label(Names - 10, y + (Series.Count * Thickness / 2) + 4.5, Markup.Shortened(Labels[l], LongestLabel), "end", "name"));
            for (var s = 0; s < Series.Count; s++)
            {
                var value = Series[s].Values[l];
                shapes.Add(Markup.Shape(
                    "rect", ("x", Names), ("y", y + (s * Thickness) + 1), ("width", Math.Max(0, value * scale)), ("height", Thickness - 2), ("rx", 2), ("class", $"fill-{ColourOf(s)}")));
                shapes.Add(Markup.Label(Names + (value * scale) + 6, y + (s * Thickness) + 11, Written(value, Format)));
            }
        }
        return Markup.Plot(Names + Bars + Values, height, Described, shapes);
    }

    /// <summary>Room for the longest label, so that on a phone short ones leave the bars in sight.</summary>
    private double Names => Math.Clamp((Labels.Select(l => l.Length).DefaultIfEmpty().Max() * Letter) + 20, 40, MostNames);

    private int ColourOf(int series) => Series[series].Colour is { } given ? (int)given : Colour(series);

    internal override ReportTable Numbers() => new(
        Title,
        [LabelsName, .. Series.Select(s => s.Name)],
        [.. Labels.Select((label, l) => (string[])[label, .. Series.Select(s => Written(s.Values[l], Format))])]);
}
