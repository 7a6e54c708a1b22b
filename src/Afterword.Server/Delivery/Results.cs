using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;

namespace Afterword.Server.Delivery;

/// <summary>Writes down what became of a delivery.</summary>
internal sealed class Results(Store store, TimeProvider time, ILogger<Results> log)
{
    private const int Tries = 20;

    /// <summary>
    /// Records a result. The message may have left, so a database that is away for a moment is waited for: the lease runs meanwhile,
    /// and the fence decides in the end.
    /// </summary>
    /// <returns>False when somebody else holds the claim by now.</returns>
    public async Task<bool> Record(Claim claim, SendResult result, DateTimeOffset? nextTryAt)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.Write(db =>
                    Settling.Change(
                        db,
                        claim.Id,
                        store.Now,
                        delivery =>
                            delivery.Record(claim.Fence, result, nextTryAt, By.Product(store.Now))
                    )
                );
            }
            catch (Exception failed) when (attempt < Tries)
            {
                log.LogWarning(
                    failed,
                    "The result of delivery {Delivery} is not recorded yet.",
                    claim.Id
                );
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }
}
