using CampaignBot.Core.Events;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Dialogs.Joining;

/// <summary>One page of what is offered, after what the person wants to see of it.</summary>
/// <param name="Heading">What is said before it.</param>
/// <param name="Shown">What stands on the page, in order.</param>
/// <param name="HasMore">Whether there is another page.</param>
internal sealed record OccasionList(string Heading, IReadOnlyList<Offered> Shown, bool HasMore)
{
    private const int PageSize = 5;

    /// <summary>The page that the details ask for; null where nothing is offered at all.</summary>
    public static async ValueTask<OccasionList?> OfAsync(Offering offering, FormTurn turn, SignUpDetails details, CancellationToken cancellationToken)
    {
        var near = await offering.UpcomingAsync(details.Zip, turn.Language, cancellationToken);
        var all = near ?? (await offering.UpcomingAsync(null, turn.Language, cancellationToken))!;
        if (all.Count == 0)
            return null;
        var ofSeries = all.Where(o => details.Series is not { } series || series.Contains(o.Occasion.Series, StringComparer.Ordinal)).ToList();
        var fitting = ofSeries.Where(o => details.Days is not { } days || days.Holds(o.Occasion.Start)).ToList();
        var heading = details switch
        {
            { Days: { } days } when fitting.Count == 0 => turn.Say(JoiningPhrase.ListNothingThen, OccasionText.Days(turn, days)),
            { Days: { } days } => turn.Say(JoiningPhrase.ListOnDays, OccasionText.Days(turn, days)),
            { Series.Count: > 1 } when offering.TakesGuests => turn.Say(JoiningPhrase.ListTheseMatch),
            { Zip: { } zip } => turn.Say(near is null ? JoiningPhrase.ListZipUnknown : JoiningPhrase.ListNear, zip),
            _ => turn.Say(offering.TakesGuests ? JoiningPhrase.EventsList : JoiningPhrase.ShiftsList),
        };
        // Of what is every week, its next day is enough, unless a day was asked for.
        var listed = fitting.Count > 0 ? fitting : ofSeries.Count > 0 ? ofSeries : all;
        if (offering.TakesGuests && (details.Days is null || fitting.Count == 0))
            listed = [.. listed.GroupBy(o => o.Occasion.Series, StringComparer.Ordinal).Select(Next)];
        // What is called off is told to who asks for it, and not offered beside what takes place.
        if (listed.Any(o => o.Occasion.Status != EventStatus.Cancelled))
            listed = [.. listed.Where(o => o.Occasion.Status != EventStatus.Cancelled)];
        var page = details.Page * PageSize < listed.Count ? details.Page : 0;
        if (page == 0 && details.Page > 0)
            heading = turn.Say(JoiningPhrase.EndOfList);
        return new OccasionList(heading, [.. listed.Skip(page * PageSize).Take(PageSize)], listed.Count > (page + 1) * PageSize);
    }

    /// <summary>The first day that takes place; a cancelled one where none does, so that it is told.</summary>
    internal static Offered Next(IEnumerable<Offered> days)
    {
        var inOrder = days.OrderBy(o => o.Occasion.Start).ToList();
        return inOrder.Find(o => o.Occasion.Status != EventStatus.Cancelled) ?? inOrder[0];
    }

}
