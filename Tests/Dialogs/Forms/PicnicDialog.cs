using CampaignBot.Core.Campaign;
using CampaignBot.Core.Understanding.Entities;
using CampaignBot.Dialogs.Forms;

namespace CampaignBot.Tests.Dialogs.Forms;

/// <summary>A form with a question of most kinds, for the tests: what one brings to a picnic.</summary>
public sealed record PicnicDetails : FormDetails
{
    public string? Dish { get; init; }

    public IReadOnlyList<string>? Days { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public PostalAddress? Home { get; init; }

    public string? Note { get; init; }

    public bool? IsRight { get; init; }
}

public sealed class PicnicDialog(CampaignProfile profile, TimeProvider clock, List<PicnicDetails> finished) : FormDialog<PicnicDetails>("picnic", profile, clock, Asked())
{
    public override bool IsInMenu => true;

    public override string Title(string language) => language == "es" ? "Ir al picnic" : "Join the picnic";

    protected override async Task<PicnicDetails?> FinishAsync(FormTurn turn, PicnicDetails details, CancellationToken cancellationToken)
    {
        finished.Add(details);
        await turn.SendAsync(turn.Language == "es" ? "¡Listo!" : "All set!", cancellationToken: cancellationToken);
        return null;
    }

    private static IReadOnlyList<Question<PicnicDetails>> Asked() =>
    [
        Ask.Choice<PicnicDetails>("dish", (t, _) => Say(t, "What will you bring?", "¿Qué traerá?"), Dishes, d => d.Dish, (d, v) => d with { Dish = v }).Called(t => Say(t, "dish", "plato")),
        Ask.Several<PicnicDetails>("days", (t, _) => Say(t, "On which days?", "¿Qué días?"), Days, d => d.Days, (d, v) => d with { Days = v }).Called(t => Say(t, "days", "días")),
        Ask.Name<PicnicDetails>("name", (t, _) => Say(t, "What is your name?", "¿Cómo se llama?"), d => d.Name, (d, v) => d with { Name = v }).Called(t => Say(t, "name", "nombre")),
        Ask.Phone<PicnicDetails>("phone", (t, _) => Say(t, "Which number can we call?", "¿A qué número llamamos?"), d => d.Phone, (d, v) => d with { Phone = v }).Optional().Called(t => Say(t, "phone", "teléfono")),
        Ask.Address<PicnicDetails>("home", (t, _) => Say(t, "Where do you live?", "¿Dónde vive?"), d => d.Home, (d, v) => d with { Home = v }).OnlyIf(d => d.Dish == "cake").Called(t => Say(t, "address", "dirección")),
        Ask.Text<PicnicDetails>("note", 50, (t, _) => Say(t, "Anything else?", "¿Algo más?"), d => d.Note, (d, v) => d with { Note = v }).Optional(),
        Ask.Confirm<PicnicDetails>("right", (t, _) => Say(t, "Here is what I have.", "Esto es lo que tengo."), d => d.IsRight, (d, v) => d with { IsRight = v }),
    ];

    private static ValueTask<IReadOnlyList<Option>> Dishes(FormTurn turn, PicnicDetails details, CancellationToken cancellationToken) =>
        new([new("cake", Say(turn, "Cake", "Pastel")), new("salad", Say(turn, "Salad", "Ensalada")), new("drinks", Say(turn, "Drinks", "Bebidas"), "soda", "juice")]);

    private static ValueTask<IReadOnlyList<Option>> Days(FormTurn turn, PicnicDetails details, CancellationToken cancellationToken) =>
        new([new("sat", Say(turn, "Saturday", "Sábado")), new("sun", Say(turn, "Sunday", "Domingo"))]);

    private static string Say(FormTurn turn, string english, string spanish) => turn.Language == "es" ? spanish : english;
}
