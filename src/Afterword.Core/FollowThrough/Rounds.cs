using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>Slots of what is owed again after it was told: an item was opened again and closed again.</summary>
internal static class Rounds
{
    /// <summary>The slot of this round: the plain one, then <c>…/2</c>, <c>…/3</c>.</summary>
    /// <param name="state">The incident.</param>
    /// <param name="slot">The slot of the first round.</param>
    /// <param name="since">What was told or discarded before this instant belongs to an earlier round.</param>
    public static string Slot(IncidentState state, string slot, DateTimeOffset since)
    {
        for (var round = 1; ; round++)
        {
            var name = round == 1 ? slot : $"{slot}/{round}";
            if (state.ToldIn(name) is not { } told || told.IsWaiting || told.CreatedAt >= since)
            {
                return name;
            }
        }
    }
}
