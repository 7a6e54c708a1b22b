using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Rendering;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>One message: its real rendering, who gets it, and what can be done with it while it is a draft.</summary>
public sealed partial class Show
{
    private readonly FieldErrors _errors = new();
    private readonly FieldErrors _sendErrors = new();
    private readonly FieldErrors _discardErrors = new();
    private bool _loaded;
    private bool _may;
    private UpdateFull? _full;
    private Update _update = null!;
    private Update? _stored;
    private Words? _newer;
    private Incident? _incident;
    private RecipientList _readers = new([], []);
    private IReadOnlyList<DeliveryRow> _deliveries = [];
    private IReadOnlyList<Update> _siblings = [];
    private IReadOnlyList<HistoryQueries.Row> _history = [];
    private string? _thread;
    private string _plain = "";

    [CascadingParameter]
    private Reader Reader { get; set; } = null!;

    /// <summary>The update's number.</summary>
    [Parameter]
    public int Number { get; set; }

    [SupplyParameterFromForm(FormName = "edit-update")]
    private UpdateForm? Form { get; set; }

    [SupplyParameterFromForm(FormName = "send-update")]
    private VersionForm? Send { get; set; }

    [SupplyParameterFromForm(FormName = "rewrite-update")]
    private VersionForm? Rewrite { get; set; }

    [SupplyParameterFromForm(FormName = "discard-update")]
    private DiscardForm? Discard { get; set; }

    private bool MayEdit => _update.State == UpdateState.Draft && _may;

    /// <summary>It waits: for a person, or for its instant.</summary>
    private bool MaySend => _update.State is UpdateState.Draft or UpdateState.Scheduled && _may;

    private bool MayCorrect => UpdateDeeds.HasLeft(_update) && Caller.Can(Deed.SendUpdates);

    private string SendVerb =>
        (_update.State == UpdateState.Scheduled ? "Send now" : "Send")
        + (_readers.All.Count == 0 ? "" : $" to {ReadersText}");

    /// <summary>How many teams and people get it: <c>1 team and 3 people</c>.</summary>
    private string ReadersText
    {
        get
        {
            var teams = _readers.All.Count(r => r.Handle is null);
            var people = _readers.All.Count - teams;
            var parts = new List<string>();
            if (teams > 0)
            {
                parts.Add(teams == 1 ? "1 team" : $"{teams} teams");
            }
            if (people > 0)
            {
                parts.Add(people == 1 ? "1 person" : $"{people} people");
            }
            return string.Join(" and ", parts);
        }
    }

    private IReadOnlyList<(string, string)> Trail =>
        _incident is null
            ? [("Plan", "/plan")]
            :
            [
                ("Incidents", "/incidents"),
                (
                    Keys.OfIncident(_incident.Number),
                    $"/incidents/{Keys.OfIncident(_incident.Number)}"
                ),
            ];

    private int? Budget => Site().Templates.Find(_update.Kind, _update.Audience)?.Budget;

    private int Counted =>
        Site().Templates.Find(_update.Kind, _update.Audience)?.Count(_update.Body)
        ?? WordCount.Of(_update.Body);

    private string WordsText =>
        Budget is { } budget ? $"{Counted} of at most {budget}" : $"{Counted}";

    private string BodyHint =>
        Budget is { } budget
            ? $"Markdown. Readers expect at most {budget} words, what changed first."
            : "Markdown. What changed first, then why it matters, then what comes next.";

    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        _full = await UpdateQueries.Find(Db, Caller.Viewer, Number);
        if (_full is null)
        {
            Navigation.NotFound();
            return;
        }
        _update = _full.Update;
        _may = await OwnWork.MaySend(Db, _update, Caller);
        _incident = _update.IncidentNumber is { } number
            ? await Db.Incidents.SingleAsync(i => i.Number == number)
            : null;
        _readers = await Recipients.Of(Db, _update, _incident, default);
        _plain =
            $"{PlainText.Render(_update.Body).TrimEnd()}\n\n-- \n{MessageFooter.Of(_update, Site())}\n";
        _deliveries = (
            await DeliveryQueries.Page(
                Db,
                Caller.Viewer,
                new DeliveryFilter(Update: Number),
                new PageQuery { Limit = PageQuery.MostRows }
            )
        ).Items;
        _history = await HistoryQueries.OfSubject(Db, SubjectKind.Update, Number, 12);
        Form ??= UpdateForm.Of(_update);
        await LoadAround();
        // Last: the page renders while it waits for the database, and must not show half of what it shows.
        _loaded = true;
    }

    /// <summary>The same news for other readers, and whether the incident has moved on since it was written.</summary>
    private async Task LoadAround()
    {
        _siblings = await UpdateQueries.Group(Db, Caller.Viewer, _update);
        if (_incident is null)
        {
            return;
        }
        _thread = _update.IsFrozen
            ? null
            : await ThreadSubject.Of(Db, _incident.Number, _update.Audience, default);
        if (_update.State == UpdateState.Draft)
        {
            var fresh = await UpdateDeeds.FreshWords(
                Db,
                _update,
                _incident,
                Site(),
                _update.CreatedAt
            );
            _newer =
                fresh is not null
                && (fresh.Body != _update.Body || fresh.Subject != _update.Subject)
                    ? fresh
                    : null;
        }
    }

    private async Task Approve()
    {
        if (!MaySend)
        {
            return;
        }
        try
        {
            await Store.ApproveUpdate(Number, Send!.Version, Caller.By());
        }
        catch (RuleException refused)
        {
            _sendErrors.Add(refused);
            return;
        }
        catch (StaleException)
        {
            _sendErrors.Add(
                "",
                "Somebody changed the words since you opened this page. Nothing was sent: read them below, then send."
            );
            Form = null;
            await Load();
            return;
        }
        Http.HttpContext!.Say($"On its way to {ReadersText}.");
        Navigation.NavigateTo($"/updates/{Number}");
    }

    private async Task Save()
    {
        if (!MayEdit)
        {
            return;
        }
        try
        {
            await Store.EditUpdate(
                Number,
                Form!.Version,
                _ => new Words(Form.Subject ?? "", (Form.Body ?? "").ReplaceLineEndings("\n")),
                Caller.By()
            );
        }
        catch (RuleException refused)
        {
            _errors.Add(refused);
            return;
        }
        catch (StaleException)
        {
            var typed = Form!;
            await Load();
            _stored = _update;
            Form = typed with { Version = _update.Version };
            return;
        }
        Http.HttpContext!.Say("The words are saved. Nothing was sent yet.");
        Navigation.NavigateTo($"/updates/{Number}");
    }

    private async Task TakeNewer()
    {
        if (!MayEdit)
        {
            return;
        }
        try
        {
            await Store.RewriteUpdate(Number, Rewrite!.Version, Site(), Caller.By());
        }
        catch (StaleException)
        {
            Http.HttpContext!.Say(
                "Somebody changed the words in between, so they were left as they are.",
                Tone.Warning
            );
            Navigation.NavigateTo($"/updates/{Number}");
            return;
        }
        Http.HttpContext!.Say("Written anew from the incident. Nothing was sent yet.");
        Navigation.NavigateTo($"/updates/{Number}");
    }

    private async Task Drop()
    {
        if (!MaySend)
        {
            return;
        }
        try
        {
            await Store.DiscardUpdate(Number, Discard!.Version, Discard.Reason ?? "", Caller.By());
        }
        catch (RuleException refused)
        {
            _discardErrors.Add(refused);
            return;
        }
        catch (StaleException)
        {
            _discardErrors.Add("", "Somebody changed the words in between; look at them first.");
            return;
        }
        Http.HttpContext!.Say("Discarded. The ledger keeps the reason.");
        Navigation.NavigateTo($"/updates/{Number}");
    }
}
