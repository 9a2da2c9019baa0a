using System.Globalization;
using CampaignBot.Training;

namespace CampaignBot.Commands;

/// <summary>Tells every tenth of the way, whichever thread gets there.</summary>
/// <param name="what">What is being done: "training".</param>
internal sealed class Percentages(string what, TextWriter output) : IProgress<TrainingProgress>, IProgress<ImportProgress>
{
    private readonly Lock _one = new();
    private long _told;

    public void Report(TrainingProgress value) => Tell(value.Done, value.Total);

    public void Report(ImportProgress value) => Tell(value.Done, value.Total);

    private void Tell(long done, long total)
    {
        var tenths = done * 10 / Math.Max(1, total);
        lock (_one)
        {
            if (tenths <= _told)
                return;
            _told = tenths;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {tenths * 10}%"));
        }
    }
}
