package regime_test
import ("testing";"fmt";"github.com/fromabove/fromabove/country";"github.com/fromabove/fromabove/regime")
func TestX(t *testing.T){
 for _,sc:=range []int{1000,100,30,10} { for s:=uint64(0);s<3;s++{ h:=begin(t,suspicious(36),regime.Options{Seed:s,Scale:sc,Workers:2})
 rs:=run(t,h); fmt.Printf("1:%d seed %d belief %.6f evidence %.6f file %.0f el %.0f V %.3f arr %.0f den %.0f margin %.3f D %.3f held %v\n",sc,s,mean(rs,country.Belief),mean(rs,country.Evidence),mean(rs,country.OnFile),total(rs,country.EliteArrested),mean(rs,country.Vigilance),total(rs,country.Arrests),total(rs,country.Denunciations),mean(rs,country.Margin),mean(rs,country.Dominance), h.Country.Operations)}}
}
