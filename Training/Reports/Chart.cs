using System.Globalization;
using System.Xml.Linq;

namespace CampaignBot.Training;

/// <summary>How the numbers of a plot are written.</summary>
public enum ChartNumbers
{
    /// <summary>As they are: 1,250 or 0.25.</summary>
    Plain,

    /// <summary>Shares from 0 to 1, as percentages.</summary>
    Percent,
}

/// <summary>Colours that differ also to those who see few of them, light on dark and dark on light.</summary>
public enum ChartColour
{
    Green = 1,
    Orange,
    Blue,
    Purple,
    Red,
}

/// <summary>A plot of a report.</summary>
/// <param name="Title">What is plotted.</param>
/// <param name="Summary">What is to be seen in it, in a sentence: all that someone gets who hears the page.</param>
public abstract record Chart(string Title, string Summary)
{
    private const int Colours = 4;

    /// <summary>The plot as SVG.</summary>
    internal abstract XElement Draw();

    /// <summary>The same numbers as a table.</summary>
    internal abstract ReportTable Numbers();

    private protected string Described => $"{Title}. {Summary}";

    /// <summary>Which of the four colours a series has; a fifth looks like the first.</summary>
    private protected static int Colour(int series) => (series % Colours) + 1;

    private protected static string Written(double value, ChartNumbers numbers) => numbers is ChartNumbers.Percent
        ? (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%"
        : value.ToString("#,0.###", CultureInfo.InvariantCulture);

    /// <summary>About five round numbers from nought to at least the greatest.</summary>
    private protected static double[] Ticks(double greatest, ChartNumbers numbers)
    {
        if (greatest <= 0)
            greatest = 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(greatest / 4)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(m => m * power).First(s => s * 5 >= greatest);
        if (numbers is ChartNumbers.Plain && greatest >= 4)
            step = Math.Max(1, Math.Ceiling(step));
        return [.. Enumerable.Range(0, (int)Math.Ceiling((greatest / step) - 1e-9) + 1).Select(i => i * step)];
    }

    /// <summary>Which colour and pattern stands for which of the series, beside one another at the top.</summary>
    private protected static IEnumerable<XElement> Legend(IReadOnlyList<string> names, double x, double y, Func<int, int>? colour = null)
    {
        for (var i = 0; names.Count > 1 && i < names.Count; i++)
        {
            yield return Markup.Shape("rect", ("x", x), ("y", y - 10), ("width", 12), ("height", 12), ("rx", 2), ("class", $"fill-{(colour ?? Colour)(i)}"));
            yield return Markup.Label(x + 18, y, names[i]);
            x += 44 + (names[i].Length * 7.5);
        }
    }
}
