using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Questions;

/// <summary>Anyone who can see an incident can ask; whoever writes incidents answers.</summary>
internal static class QuestionDeeds
{
    /// <summary>Asks.</summary>
    /// <returns>The question; null when there is no such incident for this caller.</returns>
    /// <exception cref="RuleException">There are no words, or the update is not of this incident.</exception>
    public static Task<Question?> Ask(
        Store store,
        Caller caller,
        int incident,
        int? update,
        string? text,
        CancellationToken ct
    ) =>
        store.Write<Question?>(
            async db =>
            {
                if (!await db.Incidents.To(caller.Viewer).AnyAsync(i => i.Number == incident, ct))
                {
                    return null;
                }
                if (
                    update is not null
                    && !await db.VisibleUpdates(caller.Viewer)
                        .AnyAsync(u => u.Number == update && u.IncidentNumber == incident, ct)
                )
                {
                    throw new RuleException(
                        "update",
                        "There is no such message about this incident."
                    );
                }
                var question = Question.Ask(
                    await db.NextQuestion(ct),
                    incident,
                    update,
                    text,
                    caller.By()
                );
                db.Questions.Add(question);
                return question;
            },
            ct
        );

    /// <summary>Answers, or puts an answer right.</summary>
    /// <returns>The question; null when there is no such one for this caller.</returns>
    /// <exception cref="RuleException">There are no words.</exception>
    public static Task<Question?> Answer(
        Store store,
        Caller caller,
        int incident,
        int number,
        string? answer,
        CancellationToken ct
    ) =>
        store.Write<Question?>(
            async db =>
            {
                if (!await db.Incidents.To(caller.Viewer).AnyAsync(i => i.Number == incident, ct))
                {
                    return null;
                }
                var question = await db
                    .Questions.AsTracking()
                    .SingleOrDefaultAsync(
                        q => q.Number == number && q.IncidentNumber == incident,
                        ct
                    );
                question?.Reply(answer, caller.By());
                return question;
            },
            ct
        );
}
