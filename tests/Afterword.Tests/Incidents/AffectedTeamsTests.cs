using Afterword.Core.Incidents;

namespace Afterword.Tests.Incidents;

public sealed class AffectedTeamsTests
{
    private static int? OwnerOf(int service) =>
        service switch
        {
            1 or 2 => 10,
            3 => 30,
            _ => null,
        };

    [Fact]
    public void The_owners_of_new_services_are_proposed_once_each() =>
        Assert.Equal([10, 30], AffectedTeams.Propose([], [], [1, 2, 3, 4], OwnerOf));

    [Fact]
    public void A_team_that_was_named_by_hand_stays() =>
        Assert.Equal([10, 99], AffectedTeams.Propose([99], [], [1], OwnerOf));

    [Fact]
    public void A_team_that_was_taken_off_does_not_come_back_with_a_service_that_was_there_before() =>
        Assert.Equal([30], AffectedTeams.Propose([], [1], [1, 3], OwnerOf));
}
