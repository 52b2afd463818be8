using Bourse.Venue.Orders;

namespace Bourse.Bench.Books;

/// <summary>A message to a book. Cancels need the order id only.</summary>
public readonly record struct FlowMessage(long OrderId, long Price, int Quantity, FlowKind Kind, Side Side);
